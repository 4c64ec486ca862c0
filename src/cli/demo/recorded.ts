/**
 * The demo on a recorded kernel log, for machines and users that may not make one: same agent,
 * same aggregator.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { castOf } from './cast.ts';
import { Collection } from './collection.ts';
import type { DemoResult, DemoRun } from './live.ts';

/** The run that was recorded (examples/README.md). */
const RECORDED_RUN = 1;

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));

/**
 * Runs the demo on examples/demo.kmsg: half of it, then the rest while no agent runs.
 */
export async function runRecorded({
  context,
  say,
  kubeconfig,
  cleanup,
}: DemoRun): Promise<DemoResult> {
  const cast = castOf(RECORDED_RUN);
  const lines = readFileSync(join(EXAMPLES, 'demo.kmsg'), 'utf8').split('\n').filter(Boolean);
  const half = cutBehindAnswer(lines);
  const collection = new Collection({
    cast,
    cluster: readFileSync(join(EXAMPLES, 'demo-cluster.yaml'), 'utf8'),
    kubeconfig,
    sourceFlags: (directory) => [
      ...['--source', 'file', '--path', join(directory, 'kernel.log'), '--from', 'oldest'],
    ],
    connect: context.connect,
    signal: context.signal,
  });
  cleanup.defer(() => collection.stop());
  const log = join(collection.directory, 'kernel.log');
  appendFileSync(log, text(lines.slice(0, half)));
  say(`starting the aggregator: it listens on ${await collection.startAggregator()}`);
  say(`starting the agent on the first ${half} lines (process ${await collection.startAgent()})`);
  await collection.waitForLines(countLogged(lines.slice(0, half)));
  await collection.killAgent();
  say('the agent is gone (kill -9); the cursor is at the aggregator');
  appendFileSync(log, text(lines.slice(half)));
  say(`${lines.length - half} more lines are written meanwhile`);
  say(`starting a new agent (process ${await collection.startAgent()})`);
  const logged = countLogged(lines);
  const edges = await collection.waitForLines(logged);
  return { cast, edges, logged, lost: await collection.countLost() };
}

/** Where to cut: about the middle, between one connection's answer and the next connection. */
function cutBehindAnswer(lines: readonly string[]): number {
  let half = Math.ceil(lines.length / 2);
  while (lines[half]?.includes('calico-response-')) half++;
  return half;
}

/** Lines of new connections; the others tell how those went on. */
function countLogged(lines: readonly string[]): number {
  return lines.filter((line) => line.includes('calico-packet: ')).length;
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
