/**
 * The promise: a rolling update and a drained node lose nothing and count nothing twice, in
 * whatever order old and new processes come and go. A walk does each replacement once, in an order
 * that its seed gives, while the node goes on logging.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Random } from '../../bench/random.ts';
import type { Service } from '../chaos/service.ts';
import { journaldObstacle } from '../journald/obstacle.ts';
import { journal, rotatedLog } from './rolling-logs.ts';
import { type NodeLog, RollingNode } from './rolling-node.ts';

/** Some fifteen processes start one after the other: half a minute where nothing else runs. */
const TIMEOUT_MS = 300_000;
/** Longest that nobody runs, or that nothing happens between two replacements. */
const PAUSE_MS = 700;

/** Resolves to the agent that speaks for the node after it. */
type Replacement = (node: RollingNode, old: Service, random: Random) => Promise<Service>;

const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  /** The new pod starts while the old one works, and the old one is started again: they quarrel. */
  async overlap(node, old) {
    const next = node.startAgent();
    await node.fenced(old);
    const again = node.startAgent();
    await node.fenced(next);
    return again;
  },

  async 'ended, then started'(node, old, random) {
    await node.end(old);
    await delay(random.below(PAUSE_MS));
    return node.startAgent();
  },

  async 'killed, then started'(node, old, random) {
    await old.kill();
    await delay(random.below(PAUSE_MS));
    return node.startAgent();
  },

  /** The old pod is told to end when the new one is there, and both deliver. */
  async 'ended in the overlap'(node, old, random) {
    const next = node.startAgent();
    await delay(random.below(PAUSE_MS));
    old.signal('SIGTERM');
    await old.ended;
    return next;
  },

  /** A node's reset takes both. */
  async 'killed with the aggregator'(node, old, random) {
    await Promise.all([old.kill(), node.stopAggregator('SIGKILL')]);
    const next = node.startAgent();
    await delay(random.below(PAUSE_MS));
    await node.startAggregator();
    return next;
  },

  /** `kubectl drain` of the node that has the aggregator: its volume is attached elsewhere. */
  async 'drained with the aggregator'(node, old, random) {
    const ended = node.end(old);
    await delay(random.below(PAUSE_MS));
    await node.stopAggregator('SIGTERM');
    await delay(random.below(PAUSE_MS));
    node.moveVolume();
    await node.startAggregator();
    await ended;
    return node.startAgent();
  },
};

/** Each replacement once, in the order of the seed; resolves to what was not as it should be. */
async function walk(openLog: (folder: string, random: Random) => Promise<NodeLog>, seed: number) {
  const random = new Random(seed);
  // Of its own: how fast lines are drawn must not change the order.
  const lines = new Random(1_000 + seed);
  await using node = await RollingNode.open((folder) => openLog(folder, lines));
  await node.startAggregator();
  await node.whileWriting(async () => {
    let agent = node.startAgent();
    for (const replace of shuffled(Object.values(REPLACEMENTS), random)) {
      await node.untilCounted();
      agent = await replace(node, agent, random);
    }
  });
  // Before the node is gone.
  return await node.faults();
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const ranked = items.map((item) => ({ item, rank: random.fraction() }));
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}

describe('agents that are replaced while their node logs', () => {
  it(
    'count each line of a rotated log once',
    async () => {
      expect(await walk(rotatedLog, 1)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'count each line of a journal once',
    async ({ skip }) => {
      const obstacle = journaldObstacle();
      skip(obstacle !== undefined, obstacle);
      expect(await walk(journal, 2)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
