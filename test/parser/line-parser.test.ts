import { describe, expect, it } from 'vitest';
import { packetFamily, packetFields } from '../../src/parser/fields.ts';
import { LineParser } from '../../src/parser/line-parser.ts';
import { FLOW, OUTCOME, OUTCOMES, PARTIAL, REASON, REASONS } from '../../src/parser/packet.ts';
import { createPrefixMatcher } from '../../src/parser/prefix.ts';
import { createRandom, GENUINE, kmsgText, mutate, readJsonLines } from './lines.ts';
import { renderLine } from './render.ts';

const FIELD_NAMES = new Set([
  ...['prefix', 'in', 'out', 'physin', 'physout', 'mac', 'macsrc', 'macdst', 'macproto', 'vproto'],
  ...['vid', 'src', 'dst', 'len', 'tos', 'prec', 'ttl', 'id', 'ce', 'df', 'mf', 'frag', 'ipopt'],
  ...['tc', 'hoplimit', 'flowlbl', 'frag6', 'frag6_more', 'frag6_id', 'proto', 'spt', 'dpt', 'seq'],
  ...['ack', 'window', 'res', 'flags', 'urgp', 'tcpopt', 'udplen', 'type', 'code', 'icmpid'],
  ...[
    'icmpseq',
    'parameter',
    'pointer',
    'gateway',
    'mtu',
    'spi',
    'uid',
    'gid',
    'mark',
    'incomplete',
  ],
  ...['truncated', 'tcpopt_truncated', 'ext_incomplete', 'arp_incomplete', 'htype', 'ptype'],
  ...['opcode', 'arp_macsrc', 'ipsrc', 'arp_macdst', 'ipdst', 'priority', 'nexthdr', 'tunnel'],
]);

/**
 * What the corpus says of a line, less what no line shows: the names of extension headers, hidden
 * VLAN tags.
 */
function truthOf(row: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(row).filter(([name]) => FIELD_NAMES.has(name.replace(/^inner_/, '')));
  return Object.fromEntries(kept);
}

function withoutExtensions(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([name]) => !/^(inner_)?ext$/.test(name));
  return Object.fromEntries(kept);
}

function outcomeOf(parser: LineParser): string {
  return OUTCOMES[parser.packet[OUTCOME]!]!;
}

function reasonOf(parser: LineParser): string {
  return REASONS[parser.packet[REASON]!]!;
}

const anyKernelLine = () => new LineParser({ prefixes: undefined, trusted: true });
const anyText = () => new LineParser({ prefixes: undefined, trusted: false });
const ours = () =>
  new LineParser({ prefixes: createPrefixMatcher(['calico-packet']), trusted: true });

describe('genuine kernel lines', () => {
  const parser = anyKernelLine();

  it.each(GENUINE.map((row) => [row.case, row] as const))('%s gives its truth', (_, row) => {
    const text = kmsgText(row.line);
    parser.parse(text, 0, text.length);
    const fields = withoutExtensions(packetFields(text, parser.packet, true));
    const truth = truthOf(row);
    if (row.cut_at === undefined) expect(fields).toEqual(truth);
    else expect(truth).toMatchObject(fields);
    expect(packetFamily(text, parser.packet)).toBe(row.family);
    expect(outcomeOf(parser)).not.toBe('ignore');
  });

  it('are flows only when nothing of the key is hidden', () => {
    for (const row of GENUINE) {
      const text = kmsgText(row.line);
      const outcome = parser.parse(text, 0, text.length);
      const isPacket = row.family === 'ip4' || row.family === 'ip6';
      if (outcome === FLOW)
        expect(row).toMatchObject({ src: expect.anything(), proto: expect.anything() });
      if (outcome === FLOW || outcome === PARTIAL) expect(isPacket).toBe(true);
    }
  });

  it('parse alike as text of unknown origin', () => {
    const lenient = anyText();
    for (const row of GENUINE) {
      const text = kmsgText(row.line);
      parser.parse(text, 0, text.length);
      lenient.parse(text, 0, text.length);
      expect([row.case, outcomeOf(lenient)]).toEqual([row.case, outcomeOf(parser)]);
      expect(packetFields(text, lenient.packet, true)).toEqual(
        packetFields(text, parser.packet, true),
      );
    }
  });
});

interface HostileCase {
  readonly id: string;
  readonly outcome: string;
  readonly text?: string;
  readonly text_hex?: string;
  readonly fields?: Record<string, unknown>;
}

/**
 * Cases that are about what stands around a line; the readers of headers have them in their own
 * tests.
 */
const ABOUT_HEADERS = new Set(['repeat-wrapper', 'docker-json', 'cri-partial']);
/** No LOG lines at all: not rejected but ignored. */
const NO_LOG_LINES = new Set(['martian', 's-size', 'dropped-notice']);

describe('hostile lines', () => {
  const cases = readJsonLines<HostileCase>('hostile/cases.jsonl').filter(
    (each) => !ABOUT_HEADERS.has(each.id),
  );

  it.each(cases.map((each) => [each.id, each] as const))('%s', (id, each) => {
    const whole = each.text_hex ? Buffer.from(each.text_hex, 'hex') : Buffer.from(each.text!);
    const header = /^\d+,\d+,\d+,[^;]*;/.exec(whole.toString('latin1'));
    const parser = header ? anyKernelLine() : anyText();
    const text = header ? whole.subarray(header[0].length) : whole;
    parser.parse(text, 0, text.length);
    expect(outcomeOf(parser)).toBe(NO_LOG_LINES.has(id) ? 'ignore' : each.outcome);
    const { in_escaped, ...fields } = each.fields ?? {};
    const expected = in_escaped === undefined ? fields : { ...fields, in: in_escaped };
    expect(packetFields(text, parser.packet, header !== null)).toMatchObject(expected);
  });
});

const TAIL =
  'IN=cali0 OUT=eth0 MAC=ee:ee:ee:ee:ee:ee:02:65:00:00:00:02:08:00 SRC=10.65.0.2 ' +
  'DST=198.51.100.7 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=4660 DF PROTO=TCP SPT=49152 DPT=443 ' +
  'WINDOW=64240 RES=0x00 SYN URGP=0 ';
const QUOTED = '10.65.0.2 DST=10.65.0.3 LEN=28 TOS=0x00 PREC=0x00 TTL=63 ID=7 ';
const optioned = (options: string) => TAIL.replace('PROTO=', options);
const quoting = (rest: string) =>
  TAIL.replace(/PROTO=.*$/, `PROTO=ICMP TYPE=11 CODE=0 [SRC=${QUOTED}PROTO=UDP ${rest} `);
const tunnelled = (ends: string) => TAIL.replace('SRC=', `TUNNEL=${ends} SRC=`);
const bridged = (ports: string) => TAIL.replace('OUT=eth0', ports);

function parsed(parser: LineParser, text: string): [string, string] {
  const bytes = Buffer.from(text, 'latin1');
  parser.parse(bytes, 0, bytes.length);
  return [outcomeOf(parser), reasonOf(parser)];
}

describe('behind a known prefix', () => {
  it.each([
    [
      'a segfault of a process named like the prefix',
      `calico-packet: [8725]: segfault in ${TAIL}`,
      'reject',
    ],
    ['a line behind a line break in a name', `a\\x0acalico-packet: ${TAIL}`, 'ignore'],
    ['the prefix further inside', `x calico-packet: ${TAIL}`, 'ignore'],
    ['another program’s line', `TRACE: raw:PREROUTING:rule:2 ${TAIL}`, 'ignore'],
    ['a token that is known, twice', `calico-packet: ${TAIL}DPT=22 `, 'reject'],
    ['options glued to the protocol', `calico-packet: ${optioned('OPT (01)PROTO=')}`, 'reject'],
    ['options of its own', `calico-packet: ${optioned('OPT (01) PROTO=')}`, 'flow'],
    ['a count glued to a bracket', `calico-packet: ${quoting('INCOMPLETE [8 bytes]]')}`, 'reject'],
    ['a count and a bracket', `calico-packet: ${quoting('INCOMPLETE [8 bytes] ]')}`, 'flow'],
    ['a tunnel whose arrow is none', `calico-packet: ${tunnelled('1.2.3.4-x1.2.3.5')}`, 'reject'],
    ['a tunnel', `calico-packet: ${tunnelled('1.2.3.4->1.2.3.5')}`, 'flow'],
    ['the bridge port twice', `calico-packet: ${bridged('PHYSIN=a OUT= PHYSIN=b')}`, 'reject'],
    ['the bridge port early', `calico-packet: ${bridged('PHYSIN=a OUT= PHYSOUT=b')}`, 'flow'],
    ['a genuine line', `calico-packet: ${TAIL}`, 'flow'],
    ['a genuine line, glued', `calico-packet${TAIL}`, 'flow'],
    ['a follow-up line', `calico-response-est: ${TAIL}`, 'flow'],
  ])('%s', (_, text, outcome) => {
    expect(parsed(ours(), text)[0]).toBe(outcome);
  });

  it('counts what a newer kernel adds at the end', () => {
    const parser = ours();
    const bytes = Buffer.from(`calico-packet: ${TAIL}NEWKEY=1 NEWFLAG `);
    expect(parser.parse(bytes, 0, bytes.length)).toBe(FLOW);
    expect(packetFields(bytes, parser.packet, true)).toMatchObject({ unknown_tokens: 2 });
  });

  it('refuses the same in text of unknown origin', () => {
    expect(parsed(anyText(), `calico-packet: ${TAIL}NEWKEY=1 `)).toEqual([
      'reject',
      'unexpected_token',
    ]);
  });
});

describe('a prefix', () => {
  it('is never longer than the kernel can keep', () => {
    expect(parsed(anyKernelLine(), `${'x'.repeat(127)}${TAIL}`)[0]).toBe('flow');
    expect(parsed(anyKernelLine(), `${'x'.repeat(128)}${TAIL}`)).toEqual(['reject', 'too_long']);
    expect(parsed(anyKernelLine(), `${'\\xff'.repeat(127)}${TAIL}`)[0]).toBe('flow');
  });

  it('may have an unknown header in front of it in text, within bounds', () => {
    expect(parsed(anyText(), `${'x'.repeat(400)} ${TAIL}`)[0]).toBe('flow');
    expect(parsed(anyText(), `${'x'.repeat(5000)} ${TAIL}`)).toEqual(['reject', 'too_long']);
  });
});

describe('cut lines', () => {
  it.each(['TUNNEL=1.2.3.4', 'TUNNEL=1.2.3.4-', 'TUNNEL=1.2.3.4->', 'TUNNEL=1.2.3.4->5'])(
    'are told alike wherever the cut is: %s',
    (end) => {
      const text = `calico-packet: ${tunnelled(end)}`.replace(/ SRC=.*$/, '');
      expect(parsed(ours(), text)).toEqual(['reject', 'not_ip']);
    },
  );

  const whole = `calico-packet: ${TAIL}`;
  it('never give a value that the whole line does not have', () => {
    const parser = anyText();
    const bytes = Buffer.from(whole);
    parser.parse(bytes, 0, bytes.length);
    const truth = packetFields(bytes, parser.packet, false);
    for (let end = 1; end < whole.length - 1; end++) {
      const cut = Buffer.from(whole.slice(0, end));
      const outcome = parser.parse(cut, 0, cut.length);
      if (outcome === FLOW || outcome === PARTIAL) {
        const { urgp: _, ...fields } = packetFields(cut, parser.packet, false);
        expect([end, truth]).toMatchObject([end, fields]);
      }
    }
  });
});

/** Without the last blank, which relays take away. */
function unended(text: string): string {
  return text.replace(/ $/, '');
}

describe('damaged lines', () => {
  const BUDGET = 60_000;

  it('never throw, loop, or leave the outcome open, and what is accepted prints as it was', () => {
    const random = createRandom(20_261_121);
    const texts = GENUINE.map((row) => kmsgText(row.line));
    const pick = () => texts[Math.floor(random() * texts.length)]!;
    const parsers = [anyKernelLine(), ours()];
    let accepted = 0;
    for (let i = 0; i < BUDGET; i++) {
      let text = mutate(pick(), pick(), random);
      if (random() < 0.3) text = mutate(text, pick(), random);
      const parser = parsers[i % parsers.length]!;
      const outcome = parser.parse(text, 0, text.length);
      expect(OUTCOMES[outcome]).toBeDefined();
      if (outcome !== FLOW) continue;
      accepted++;
      if (packetFields(text, parser.packet, true).unknown_tokens === undefined) {
        expect(unended(renderLine(text, parser.packet))).toBe(unended(text.toString('latin1')));
      }
    }
    expect(accepted).toBeGreaterThan(BUDGET / 100);
  });

  it('are read only within their slice', () => {
    const random = createRandom(7);
    const texts = GENUINE.map((row) => kmsgText(row.line));
    const alone = anyText();
    const inside = anyText();
    for (let i = 0; i < 5_000; i++) {
      const text = mutate(texts[i % texts.length]!, texts[(i * 7) % texts.length]!, random);
      const padded = Buffer.concat([Buffer.from('SRC=9.9.9.9 '), text, Buffer.from('DPT=1 IN=x ')]);
      const outcome = alone.parse(text, 0, text.length);
      expect(inside.parse(padded, 12, 12 + text.length)).toBe(outcome);
      expect(packetFields(padded, inside.packet, true)).toEqual(
        packetFields(text, alone.packet, true),
      );
    }
  });

  it('stay linear: a text of bodies that never end', () => {
    const parser = anyText();
    const text = Buffer.from('IN= OUT= SRC=1.2.3.4 DST=1.2.3.4 '.repeat(250));
    expect(OUTCOMES[parser.parse(text, 0, text.length)]).toBe('reject');
  });
});
