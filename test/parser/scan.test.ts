import { describe, expect, it } from 'vitest';
import { packetFields } from '../../src/parser/fields.ts';
import { LineParser } from '../../src/parser/line-parser.ts';
import { FLOW, OUTCOMES, REASON, REASONS, SLOTS } from '../../src/parser/packet.ts';
import { createPrefixMatcher } from '../../src/parser/prefix.ts';
import { createRandom, GENUINE, kmsgText, mutate } from './lines.ts';

const PADDING = Buffer.from('\nnext line SRC=9.9.9.9 DST=9.9.9.9 DPT=9 URGP=0 '.repeat(24));

/** Parses with the scanner (room behind the line) and without it (none). */
function both(parsers: readonly [LineParser, LineParser], text: Buffer) {
  const [scanning, reading] = parsers;
  const roomy = Buffer.concat([text, PADDING]);
  const scanned = scanning.parse(roomy, 0, text.length);
  const read = reading.parse(text, 0, text.length);
  return {
    scanned: [OUTCOMES[scanned], packetFields(roomy, scanning.packet, true)],
    read: [OUTCOMES[read], packetFields(text, reading.packet, true)],
    outcome: read,
    /**
     * The one liberty that the scanner takes: nothing is counted by the digits of a MAC address.
     */
    isSpared: scanned === FLOW && REASONS[reading.packet[REASON]!] === 'bad_mac',
  };
}

function createParsers(): [LineParser, LineParser] {
  const options = { prefixes: createPrefixMatcher(['calico-packet']), trusted: true };
  return [new LineParser(options), new LineParser(options)];
}

describe('the scanner', () => {
  it('gives what the grammar gives, for every genuine line', () => {
    const parsers = createParsers();
    let flows = 0;
    for (const row of GENUINE) {
      const { scanned, read, outcome } = both(parsers, kmsgText(row.line));
      expect([row.case, scanned]).toEqual([row.case, read]);
      if (outcome === FLOW) flows++;
    }
    expect(flows).toBeGreaterThan(200);
  });

  it('gives what the grammar gives, for damaged lines, but for the digits of a MAC', () => {
    const parsers = createParsers();
    const random = createRandom(42);
    const texts = GENUINE.map((row) => kmsgText(row.line));
    let spared = 0;
    const pick = () => texts[Math.floor(random() * texts.length)]!;
    for (let i = 0; i < 40_000; i++) {
      const { scanned, read, isSpared } = both(parsers, mutate(pick(), pick(), random));
      if (isSpared) spared++;
      else expect(scanned).toEqual(read);
    }
    expect(spared).toBeGreaterThan(0);
    expect(spared).toBeLessThan(2_000);
  });

  it('reads no field whose sign is another byte', () => {
    const parsers = createParsers();
    const lines = GENUINE.map(({ line }) => line.slice(line.indexOf(';') + 1));
    const keys = ['SRC', 'DST', 'LEN', 'TC', 'HOPLIMIT', 'FLOWLBL', 'TTL', 'ID', 'PROTO', 'SPT'];
    for (const key of keys) {
      const line = lines.find((each) => each.includes(` ${key}=`))!;
      const text = Buffer.from(line.replace(` ${key}=`, ` ${key}-`), 'latin1');
      const { scanned, read } = both(parsers, text);
      expect([key, ...scanned]).toEqual([key, ...read]);
    }
  });

  it('gives what the grammar gives behind any prefix, MAC included', () => {
    const random = createRandom(11);
    const texts = GENUINE.map((row) => kmsgText(row.line));
    const pick = () => texts[Math.floor(random() * texts.length)]!;
    for (const trusted of [true, false]) {
      const options = { prefixes: undefined, trusted };
      const parsers = [new LineParser(options), new LineParser(options)] as const;
      for (const text of texts) {
        const { scanned, read } = both(parsers, text);
        expect(scanned).toEqual(read);
      }
      for (let i = 0; i < 20_000; i++) {
        const { scanned, read } = both(parsers, mutate(pick(), pick(), random));
        expect(scanned).toEqual(read);
      }
    }
  });

  it('stays in the block where a line goes on behind its end, however long', () => {
    const [scanning, reading] = createParsers();
    const texts = GENUINE.map((row) => kmsgText(row.line));
    const endless = texts.flatMap((text) => [
      Buffer.concat([text, Buffer.from(`OPT (${'A'.repeat(4_000)}`)]),
      Buffer.from(text.toString('latin1').replace(/FLOWLBL=/, `$&${'0'.repeat(4_000)}`), 'latin1'),
    ]);
    for (const line of [...texts, ...endless]) {
      for (let end = 100; end < Math.min(line.length, 400); end += 3) {
        const text = line.subarray(0, end);
        // No more room than one, and more than any line needs.
        for (const room of [64, 3_000]) {
          const block = Buffer.concat([line, Buffer.alloc(room)]).subarray(0, end + room);
          const scanned = scanning.parse(block, 0, end);
          if (scanned !== reading.parse(text, 0, end)) expect(String(text)).toBe('read alike');
        }
      }
    }
  });

  it('leaves nothing of an earlier line in a later one', () => {
    const parsers = createParsers();
    const fresh = () => createParsers();
    const random = createRandom(3);
    for (let i = 0; i < 4_000; i++) {
      const text = kmsgText(GENUINE[Math.floor(random() * GENUINE.length)]!.line);
      const used = both(parsers, text);
      const unused = both(fresh(), text);
      expect(used.scanned).toEqual(unused.scanned);
    }
    expect(parsers[0].packet.length).toBe(SLOTS);
  });
});
