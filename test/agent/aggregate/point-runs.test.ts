import { expect, test } from 'vitest';
import { clearRuns, createPointRuns, findPoint } from '../../../src/agent/aggregate/point-runs.ts';
import { createPoints, internPoint } from '../../../src/agent/aggregate/points.ts';
import * as slots from '../../../src/parser/packet.ts';

/** A line's bytes, `offset` bytes into their buffer, and where its names lie. */
function lineOf(prefix: string, inside: string, outside: string, offset = 0) {
  const text = Buffer.from(`${prefix}IN=${inside} OUT=${outside} `);
  const bytes = new Uint8Array(new ArrayBuffer(text.length + offset), offset);
  bytes.set(text);
  const packet = slots.createPacket();
  const body = Buffer.byteLength(prefix);
  packet[slots.LINE_HAS] = slots.HAS_OUT;
  packet[slots.BODY_START] = body;
  packet[slots.IN_START] = body + 3;
  packet[slots.IN_END] = body + 3 + inside.length;
  packet[slots.OUT_START] = packet[slots.IN_END]! + 5;
  packet[slots.OUT_END] = packet[slots.OUT_START]! + outside.length;
  return { bytes, packet };
}

function createFinder() {
  const runs = createPointRuns();
  const points = createPoints(64, { responsePrefix: 'r', workloadInterface: 'cali' });
  return {
    runs,
    find: ({ bytes, packet }: ReturnType<typeof lineOf>) => findPoint(runs, points, bytes, packet),
    intern: ({ bytes, packet }: ReturnType<typeof lineOf>) => internPoint(points, bytes, packet),
  };
}

const LINES: readonly (readonly [string, string, string])[] = [
  ['', '', ''],
  ['', '', 'e'],
  ['calico-packet: ', 'cali0123456789a', 'eth0'],
  ['calico-packet', 'cali0123456789a', 'eth0'],
  ['first-packet: ', 'cali1', 'cali2'],
  ['other-packet: ', 'cali1', 'cali2'],
  ['first-packet: ', 'cali1', 'cali3'],
  ['first-packet: ', 'cali3', 'cali1'],
  ['x'.repeat(81), 'cali0123456789a', 'cali0123456789a'],
  ['x'.repeat(120), 'cali0123456789a', 'cali0123456789a'],
];

test('gives the points that names as such give, found or known, wherever bytes begin', () => {
  const { find, intern } = createFinder();
  for (let round = 0; round < 3; round++) {
    for (const names of LINES) {
      const line = lineOf(...names, round);
      expect(find(line)).toBe(intern(line));
    }
  }
});

test('tells lines apart by where names lie, though their bytes are the same', () => {
  const { find } = createFinder();
  const line = lineOf('a IN=b OUT=c ', 'd', 'e');
  const other = { bytes: line.bytes, packet: line.packet.slice() };
  other.packet[slots.BODY_START] = 2;
  other.packet[slots.IN_START] = 5;
  other.packet[slots.IN_END] = 6;
  expect(find(line)).not.toBe(find(other));
  expect(find(line)).not.toBe(find(other));
});

test('finds a line without OUT, for which no run is kept', () => {
  const { find, intern } = createFinder();
  const line = lineOf('calico-packet: ', 'cali1', 'eth0');
  line.packet[slots.LINE_HAS] = 0;
  expect(find(line)).toBe(intern(line));
  expect(find(line)).not.toBe(find(lineOf('calico-packet: ', 'cali1', 'eth0')));
});

test('knows no run after a clear', () => {
  const { find, runs } = createFinder();
  find(lineOf('calico-packet: ', 'cali1', 'eth0'));
  clearRuns(runs);
  expect(runs.places.every((word) => word === 0)).toBe(true);
});
