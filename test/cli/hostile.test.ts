import { describe, expect, it } from 'vitest';
import { fixtureRows } from '../fixtures.ts';
import { runParse } from './run-parse.ts';

interface HostileCase {
  readonly id: string;
  readonly outcome: 'flow' | 'partial' | 'reject';
  readonly why: string;
  readonly text?: string;
  readonly text_hex?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Other messages of the kernel: for us no LOG lines at all. */
const NO_LOG_LINES = new Set(['martian', 's-size', 'dropped-notice']);

/**
 * Prefixes that begin like the header of a syslog or dmesg line: in text nothing tells them apart.
 */
const HEADER_LIKE = new Set(['prefix-timestamp-like', 'prefix-iso-like']);
/** No flows, but read to their end. */
const READ_THOUGH_REJECTED = new Set(['arp', 'ebtables']);

const cases = fixtureRows<HostileCase>('hostile/cases.jsonl');

function textOf({ text, text_hex }: HostileCase): Buffer {
  return text_hex === undefined ? Buffer.from(text ?? '') : Buffer.from(text_hex, 'hex');
}

/** Truth names the escaped form of an interface `in_escaped`. */
function expectFields(printed: Record<string, unknown>, fields: Record<string, unknown>): void {
  const named = Object.entries(fields).filter(([name]) => !name.endsWith('_escaped'));
  expect(printed).toMatchObject(Object.fromEntries(named));
}

describe('hostile lines', () => {
  it.each(cases.map((each) => [each.id, each] as const))('%s', async (id, hostile) => {
    const { objects, status } = await runParse(textOf(hostile), { all: true });
    expect(status).toBe(0);
    expect(objects).toHaveLength(1);
    const outcome = NO_LOG_LINES.has(id) ? 'ignore' : hostile.outcome;
    expect(objects[0]!.outcome, JSON.stringify([hostile.why, objects[0]])).toBe(outcome);
    if (outcome === 'reject' && !READ_THOUGH_REJECTED.has(id))
      expect(objects[0]!.src).toBeUndefined();
    const { prefix, ...fields } = hostile.fields ?? {};
    const checked = HEADER_LIKE.has(id) || prefix === undefined ? fields : { prefix, ...fields };
    if (outcome === 'flow') expectFields(objects[0]!, checked);
  });

  it('makes no flow of a process that names itself like a prefix', async () => {
    const text =
      '6,1,2,-;calico-packet: [8725]: segfault at 0 ip 0 sp 0 error 4 in ' +
      'IN=cali0 OUT=eth0 SRC=6.6.6.6 DST=7.7.7.7 LEN=40 PROTO=TCP SPT=1 DPT=2[400000+1000]\n';
    const { objects } = await runParse(text, { prefixes: ['calico-packet'] });
    expect(objects.filter((each) => each.outcome !== 'reject')).toEqual([]);
  });

  it('makes no flow of what others logged', async () => {
    const body =
      'IN=cali0 OUT=eth0 MAC= SRC=6.6.6.6 DST=7.7.7.7 LEN=60 TOS=0x00 PREC=0x00 ' +
      'TTL=63 ID=1 DF PROTO=TCP SPT=1 DPT=2 WINDOW=1 RES=0x00 SYN URGP=0 ';
    const text = [
      `Nov 21 10:04:24 vm calico-packet: ${body}`,
      `2026-11-21T10:04:24.126280+00:00 vm root[77]: calico-packet: ${body}`,
      `<12>1 2026-11-21T10:04:24.126280+00:00 vm kernel - - - calico-packet: ${body}`,
      `<12>[ 3763.2] calico-packet: ${body}`,
      `user  :warn  : [ 3763.246096] calico-packet: ${body}`,
      `Nov 21 10:06:38 vm daemon.notice kernel: calico-packet: ${body}`,
      JSON.stringify({
        MESSAGE: `calico-packet: ${body}`,
        _TRANSPORT: 'syslog',
        SYSLOG_IDENTIFIER: 'kernel',
      }),
      JSON.stringify({
        MESSAGE: `calico-packet: ${body}`,
        _TRANSPORT: 'kernel',
        SYSLOG_FACILITY: '1',
      }),
    ].join('\n');
    const { objects } = await runParse(text, { all: true });
    expect(objects.map((each) => [each.outcome, each.reason])).toEqual(
      objects.map(() => ['ignore', 'spoofed']),
    );
    expect(objects).toHaveLength(8);
  });
});
