/** Sets of traffic in words and parts, and ranges. */
import { expect, test } from 'vitest';
import { ICMP, TCP, UDP } from '../../../src/flow/protocol.ts';
import { cutAt, mergeRanges } from '../../../src/policy/connectivity/ranges.ts';
import {
  icmpRange,
  isEmpty,
  spanOf,
  type TrafficClass,
  trafficParts,
  trafficSet,
  trafficSetHas,
  trafficText,
} from '../../../src/policy/connectivity/traffic-set.ts';

const OTHERS: TrafficClass = { protocol: undefined, range: spanOf(undefined) };
const whole = (protocol: number): TrafficClass => ({ protocol, range: spanOf(protocol) });
const ports = (protocol: number, from: number, to = from): TrafficClass => ({
  protocol,
  range: { from, to },
});
const icmp = (type: number, code?: number): TrafficClass => ({
  protocol: ICMP,
  range: icmpRange(type, code),
});
const NAMED = [TCP, UDP, ICMP, 47];

test.each<[string, TrafficClass[]]>([
  ['', []],
  ['all', [OTHERS, ...NAMED.map(whole)]],
  ['TCP 80', [ports(TCP, 80)]],
  ['TCP 80-82; UDP 53', [ports(UDP, 53), ports(TCP, 81, 82), ports(TCP, 80)]],
  ['TCP 80,443', [ports(TCP, 443), ports(TCP, 80)]],
  ['TCP', [ports(TCP, 1, 79), ports(TCP, 80, 65_535)]],
  ['GRE', [whole(47)]],
  ['all but TCP', [OTHERS, whole(UDP), whole(ICMP), whole(47)]],
  ['all but ICMP', [OTHERS, whole(UDP), whole(TCP), whole(47)]],
  [
    'all but TCP 22',
    [OTHERS, whole(UDP), whole(ICMP), whole(47), ports(TCP, 1, 21), ports(TCP, 23, 65_535)],
  ],
  ['ICMP type 8', [icmp(8)]],
  ['ICMP type 3 code 4, type 8', [icmp(8), icmp(3, 4)]],
  ['ICMP type 3 codes 0-4', [0, 1, 2, 3, 4].map((code) => icmp(3, code))],
  ['ICMP types 8-9', [icmp(8), icmp(9)]],
  ['ICMP type 2 code 255, types 3-4, type 5 code 0', [icmp(2, 255), icmp(3), icmp(4), icmp(5, 0)]],
])('reads %j', (text, classes) => {
  expect(trafficText(trafficSet(classes, NAMED))).toBe(text);
});

test('has what is in it', () => {
  const set = trafficSet([OTHERS, ports(TCP, 80), icmp(3, 4)], [TCP, ICMP]);
  const has = (protocol: number | undefined, port?: number, icmpType?: number, icmpCode?: number) =>
    trafficSetHas(set, { protocol, port, icmpType, icmpCode });
  expect([has(TCP, 80), has(TCP, 81), has(TCP)]).toEqual([true, false, false]);
  expect([has(UDP, 53), has(47), has(undefined)]).toEqual([true, true, false]);
  expect([has(ICMP, undefined, 3, 4), has(ICMP, undefined, 3, 5)]).toEqual([true, false]);
  expect(has(ICMP)).toBe(false);
  const all = trafficSet([OTHERS], []);
  expect(trafficSetHas(all, { ...NOTHING_KNOWN })).toBe(true);
  expect(trafficSetHas(trafficSet([whole(47)], [47]), { ...NOTHING_KNOWN, protocol: 47 })).toBe(
    true,
  );
});

const NOTHING_KNOWN = {
  protocol: undefined,
  port: undefined,
  icmpType: undefined,
  icmpCode: undefined,
};

test('is empty or not', () => {
  expect(isEmpty(trafficSet([], NAMED))).toBe(true);
  expect(isEmpty(trafficSet([OTHERS], NAMED))).toBe(false);
  expect(isEmpty(trafficSet([icmp(8)], NAMED))).toBe(false);
});

test('comes in parts, a protocol each', () => {
  const some = [ports(TCP, 80), ports(TCP, 90, 92), whole(UDP), icmp(8)];
  expect(trafficParts(trafficSet(some, NAMED))).toEqual([
    { protocol: 'ICMP', icmp: ['type 8'] },
    { protocol: 'TCP', ports: ['80', '90-92'] },
    { protocol: 'UDP' },
  ]);
  expect(trafficParts(trafficSet([OTHERS, whole(UDP)], [TCP, UDP]))).toEqual([
    { protocol: 'TCP', ports: [] },
    { protocol: 'other' },
  ]);
  expect(trafficParts(trafficSet([OTHERS], []))).toEqual([{ protocol: 'any' }]);
});

test('ranges merge where they touch, and spans are cut where a range begins or ends', () => {
  const ranges = [
    { from: 8, to: 9 },
    { from: 1, to: 3 },
    { from: 2, to: 2 },
    { from: 4, to: 5 },
  ];
  expect(mergeRanges(ranges)).toEqual([
    { from: 1, to: 5 },
    { from: 8, to: 9 },
  ]);
  expect(
    cutAt({ from: 1, to: 10 }, [
      { from: 0, to: 4 },
      { from: 10, to: 12 },
    ]),
  ).toEqual([
    { from: 1, to: 4 },
    { from: 5, to: 9 },
    { from: 10, to: 10 },
  ]);
});
