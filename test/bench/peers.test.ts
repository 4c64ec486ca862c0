import { expect, it } from 'vitest';
import { contenders } from '../../bench/peers.ts';
import type { Counts } from '../../bench/truth.ts';

function read(name: string, ...lines: string[]): Counts {
  const peer = contenders('file').find((contender) => contender.name.startsWith(name));
  const counts: Counts = new Map();
  for (const line of lines) peer?.readFlows?.(line, counts);
  return counts;
}

it('begins with ourselves', () => {
  expect(contenders('file')[0]?.name).toContain('dropcast');
});

it('reads counts before a tab', () => {
  expect(read('perl', '12\t- eth0 1.1.1.1 2.2.2.2 UDP 53')).toEqual(
    new Map([['- eth0 1.1.1.1 2.2.2.2 UDP 53', 12]]),
  );
});

it('adds up the objects of lognormalizer without those it could not parse', () => {
  const tcp =
    '{ "IN": "", "OUT": "e", "SRC": "1.1.1.1", "DST": "2.2.2.2", "PROTO": "TCP", "DPT": "1" }';
  const echo = tcp.replace('TCP', 'ICMP').replace('"DPT": "1"', '"TYPE": "8", "CODE": "0"');
  const refused = '{ "originalmsg": "x", "unparsed-data": "x" }';
  expect(read('lognormalizer', tcp, refused, echo, tcp)).toEqual(
    new Map([
      ['- e 1.1.1.1 2.2.2.2 TCP 1', 2],
      ['- e 1.1.1.1 2.2.2.2 ICMP 8/0', 1],
    ]),
  );
});
