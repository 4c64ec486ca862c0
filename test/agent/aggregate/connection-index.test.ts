import { expect, test } from 'vitest';
import { DUPLICATE, NEW } from '../../../src/agent/aggregate/connection-layout.ts';
import {
  createConnections,
  findConnection,
  recall,
} from '../../../src/agent/aggregate/connections.ts';
import { PORTS } from '../../../src/agent/aggregate/key-layout.ts';
import { createPending } from '../../../src/agent/aggregate/pending.ts';
import { IP_ID, TUPLE_HASH } from '../../../src/agent/aggregate/pending-layout.ts';

const MAX = 100;

/** Recalls five-tuples that differ in their ports only, under the hashes that `hashOf` gives. */
function connectionsUnder(hashOf: (ports: number) => number) {
  const connections = createConnections(MAX);
  const pending = createPending();
  const turnTo = (ports: number): void => {
    pending.words[PORTS] = ports;
    pending.words[TUPLE_HASH] = hashOf(ports);
    pending.words[IP_ID] = 1;
    pending.timesUs[0] = 1e15;
  };
  return {
    recall(ports: number): number {
      turnTo(ports);
      return recall(connections, pending, 0);
    },
    isKnown(ports: number): boolean {
      turnTo(ports);
      return findConnection(connections, pending.words, 0) >= 0;
    },
    connections,
  };
}

test.each([
  ['in one bucket with one tag', () => 0],
  ['in one bucket with tags of their own', (ports: number) => ports << 16],
  ['in two buckets', (ports: number) => (ports & 1) | (ports << 20)],
  ['with one tag in all buckets', (ports: number) => ports & 0xff],
])('remembers exactly the newest, %s', (_, hashOf) => {
  const { recall: recallPorts, isKnown, connections } = connectionsUnder(hashOf);
  for (let ports = 0; ports < 5000; ports++) {
    expect(recallPorts(ports)).toBe(NEW);
    expect(isKnown(ports)).toBe(true);
    if (ports >= MAX) expect(isKnown(ports - MAX)).toBe(false);
    if (ports >= MAX) expect(isKnown(ports - MAX + 1)).toBe(true);
  }
  for (let ports = 5000 - MAX; ports < 5000; ports++) expect(recallPorts(ports)).toBe(DUPLICATE);
  expect(connections.evicted[0]).toBe(5000 - MAX);
});

test('keeps the list of spilled entries as short as the ring', () => {
  const { recall: recallPorts, connections } = connectionsUnder(() => 0);
  for (let ports = 0; ports < 5000; ports++) {
    recallPorts(ports);
    expect(connections.index.spilledCount).toBeLessThanOrEqual(MAX);
  }
});
