import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../bench/command-line.ts';
import { DEFAULT_CORPUS, generateCorpus, parseCorpusOptions } from '../../bench/generate.ts';
import { HEADERS, type Header } from '../../bench/record-header.ts';
import { type Counts, readTruth } from '../../bench/truth.ts';

const LINES = 6000;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-corpus-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function generate(name: string, options: Partial<typeof DEFAULT_CORPUS> = {}): string[] {
  const path = join(folder, name);
  generateCorpus(path, { ...DEFAULT_CORPUS, lines: LINES, flows: 300, ...options });
  const text = readFileSync(path, 'latin1');
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

const truthOf = (name: string): Counts => readTruth(join(folder, `${name}.truth`));

const IP4 = '\\d+\\.\\d+\\.\\d+\\.\\d+';
const IP6 = '[\\da-f]{4}(?::[\\da-f]{4}){7}';
const HEAD4 = `SRC=${IP4} DST=${IP4} LEN=N TOS=0x00 PREC=0x00 TTL=N ID=N (?:DF )?`;
const HEAD = `(?:${HEAD4}|SRC=${IP6} DST=${IP6} LEN=N TC=0 HOPLIMIT=N FLOWLBL=N )`;
const TCP = 'SPT=N DPT=N WINDOW=N RES=0x00 SYN URGP=0 (?:OPT \\([\\dA-F]{40}\\) )?';
const UDP = 'SPT=N DPT=N LEN=N ';
const ECHO = 'TYPE=(?:8|128) CODE=0 ID=N SEQ=N ';
const ERROR = `TYPE=(?:3|1) CODE=[34] \\[${HEAD}PROTO=UDP ${UDP}\\] `;
const PACKET = `PROTO=(?:TCP ${TCP}|UDP ${UDP}|ICMP(?:v6)? (?:${ECHO}|${ERROR}))`;
const LINK = 'IN=\\S* OUT=\\S* (?:MAC=[\\da-f]{2}(?::[\\da-f]{2}){13} )?';
/** The kernel's grammar, as far as the corpus goes. */
const LOG_LINE = new RegExp(
  `calico-packet: ${LINK}${HEAD}${PACKET}(?:MARK=0x[\\da-f]+ )?$`.replaceAll('=N', '=\\d+'),
);

/** Flow key of a LOG line, told by splitting at blanks; undefined for any other line. */
function keyOf(line: string): string | undefined {
  const start = line.indexOf('calico-packet: ');
  if (start < 0) return undefined;
  const fields = new Map<string, string>();
  for (const token of line.slice(start).split(' ').slice(1)) {
    const [name = '', value = ''] = token.split('=');
    if (!fields.has(name)) fields.set(name, value || '-');
  }
  const port = fields.get('PROTO')?.startsWith('ICMP')
    ? `${fields.get('TYPE')}/${fields.get('CODE')}`
    : fields.get('DPT');
  const ends = ['IN', 'OUT', 'SRC', 'DST', 'PROTO'].map((name) => fields.get(name));
  return `${ends.join(' ')} ${port}`;
}

describe('a corpus', () => {
  it('is the same for the same seed and another for another', () => {
    const first = generate('first');
    expect(generate('second')).toEqual(first);
    expect(generate('third', { seed: 2 })).not.toEqual(first);
  });

  it('holds as many lines as asked for and leaves nothing else behind', () => {
    expect(generate('whole')).toHaveLength(LINES);
    expect(readdirSync(folder).filter((name) => name.startsWith('whole'))).toEqual([
      'whole',
      'whole.truth',
    ]);
  });

  it('holds exactly the flows of its truth', () => {
    const counts: Counts = new Map();
    for (const line of generate('counted')) {
      const key = keyOf(line);
      if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts).toEqual(truthOf('counted'));
  });

  it('prints packets as the kernel does', () => {
    const packets = generate('grammar').filter((line) => line.includes('calico-packet: '));
    expect(packets.length).toBeGreaterThan(5000);
    expect(packets.filter((line) => !LOG_LINE.test(line))).toEqual([]);
  });

  it('mixes the kinds of traffic by lines, whatever the number of flows', () => {
    for (const flows of [200, 2000]) {
      const packets = generate('mixed', { flows, noise: 0 });
      const share = (text: string): number =>
        packets.filter((line) => line.includes(text)).length / LINES;
      expect(share('PROTO=TCP')).toBeCloseTo(645 / 900, 1);
      expect(share('URGP=0 OPT (')).toBeCloseTo(177 / 900, 1);
      expect(share('PROTO=ICMP')).toBeCloseTo(63 / 900, 1);
      expect(share('HOPLIMIT=')).toBeCloseTo(81 / 900, 1);
      expect(share('CODE=3 [SRC=')).toBeGreaterThan(0);
    }
  });

  it('changes source ports within a flow', () => {
    const [flow = ''] = truthOf('first').keys();
    const ports = generate('ports')
      .filter((line) => keyOf(line) === flow)
      .map((line) => /SPT=(\d+)/.exec(line)?.[1]);
    expect(new Set(ports).size).toBeGreaterThan(ports.length / 2);
    expect(new Set(ports).size).toBeLessThan(ports.length);
  });

  it.each<[Header, RegExp]>([
    ['kmsg', /^[56],\d+,\d+,-;\S/],
    ['syslog', /^Nov {2}2 09:15:\d\d node-1 kernel: \[86400\.\d{6}\] \S/],
    ['iso', /^2026-11-02T09:15:\d\d\.\d{6}\+00:00 node-1 kernel: \[86400\.\d{6}\] \S/],
    ['bare', /^[A-Za-z]/],
  ])('puts the %s header in front of every line', (header, pattern) => {
    const lines = generate(header, { header, lines: 200 });
    expect(lines.filter((line) => !pattern.test(line))).toEqual([]);
  });

  it('has the same truth under every header', () => {
    const truths = HEADERS.map((header) => {
      generate(`truth-${header}`, { header, lines: 500 });
      return truthOf(`truth-${header}`);
    });
    expect(new Set(truths.map((truth) => JSON.stringify([...truth]))).size).toBe(1);
  });
});

describe('options of a corpus', () => {
  it('default to a million kmsg lines', () => {
    expect(parseCorpusOptions({})).toEqual(DEFAULT_CORPUS);
    expect(DEFAULT_CORPUS).toMatchObject({ lines: 1_000_000, header: 'kmsg' });
  });

  it.each([
    ['lines', '0'],
    ['lines', '1.5'],
    ['flows', 'many'],
    ['seed', '-1'],
    ['noise', '1.1'],
    ['zipf', 'NaN'],
    ['header', 'csv'],
  ])('refuse --%s %s, by name', (name, value) => {
    expect(() => parseCorpusOptions({ [name]: value })).toThrow(UsageError);
    expect(() => parseCorpusOptions({ [name]: value })).toThrow(`--${name}`);
  });
});
