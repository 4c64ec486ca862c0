import { expect, it } from 'vitest';
import { ourselves, peers } from '../../bench/peers.ts';
import type { Counts } from '../../bench/truth.ts';

const INPUT = { file: 'file', lines: 9 };

function read(name: string, ...lines: string[]): Counts {
  const peer = peers(INPUT).find((contender) => contender.name.startsWith(name));
  const counts: Counts = new Map();
  for (const line of lines) peer?.readFlows?.(line, counts);
  return counts;
}

it('tells our own flows and the report apart', () => {
  const counts: Counts = new Map();
  ourselves(INPUT).readFlows?.('3\tkey', counts);
  ourselves(INPUT).readFlows?.('# {"account":{}}', counts);
  expect(counts).toEqual(new Map([['key', 3]]));
});

it('names every peer once', () => {
  const names = peers(INPUT).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['wc -l', 'rg -c PROTO=', 'grep -c PROTO=']));
});

it('reads counts before a tab', () => {
  expect(read('perl', '12\t- eth0 1.1.1.1 2.2.2.2 UDP 53')).toEqual(
    new Map([['- eth0 1.1.1.1 2.2.2.2 UDP 53', 12]]),
  );
});

it('adds up the fields that syslog-ng prints', () => {
  const tcp = '\te\t1.1.1.1\t2.2.2.2\tTCP\t1\t\t';
  const echo = '\te\t1.1.1.1\t2.2.2.2\tICMP\t\t8\t0';
  expect(read('syslog-ng', tcp, echo, tcp, '\te\t1.1.1.1\t2.2.2.2\t47\t\t\t')).toEqual(
    new Map([
      ['- e 1.1.1.1 2.2.2.2 TCP 1', 2],
      ['- e 1.1.1.1 2.2.2.2 ICMP 8/0', 1],
      ['- e 1.1.1.1 2.2.2.2 47 -', 1],
    ]),
  );
});

it.each(['lognormalizer to JSON', 'rsyslog'])(
  'adds up the objects of %s without those that it could not parse',
  (name) => {
    const tcp =
      '{ "IN": "", "OUT": "e", "SRC": "1.1.1.1", "DST": "2.2.2.2", "PROTO": "TCP", "DPT": "1" }';
    const echo = tcp.replace('TCP', 'ICMP').replace('"DPT": "1"', '"TYPE": "8", "CODE": "0"');
    const refused = '{ "metadata": {}, "originalmsg": "x", "unparsed-data": "x" }';
    expect(read(name, tcp, refused, echo, tcp)).toEqual(
      new Map([
        ['- e 1.1.1.1 2.2.2.2 TCP 1', 2],
        ['- e 1.1.1.1 2.2.2.2 ICMP 8/0', 1],
      ]),
    );
  },
);
