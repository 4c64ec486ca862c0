/**
 * The demo on real kernel LOG lines: lab, traffic, collection, and an agent killed in the middle.
 */
import type { Edge } from '../../flow/edge.ts';
import type { CommandContext } from '../context.ts';
import { type Cast, castOf } from './cast.ts';
import type { Child } from './child.ts';
import { clusterText } from './cluster-objects.ts';
import { Collection } from './collection.ts';
import { buildLab, type Lab, removeLab } from './lab.ts';
import { switchLogOn } from './log-switch.ts';
import { errandsOf, repeatedErrand, runErrand, startServers } from './traffic.ts';

export interface DemoResult {
  readonly cast: Cast;
  readonly edges: readonly Edge[];
  /** Packets that were logged, by whoever knows exactly. */
  readonly logged: number;
  /** Lines that the agent knows it has lost; undefined when their number is not known. */
  readonly lost: number | undefined;
}

export interface DemoRun {
  readonly context: CommandContext;
  /** Of an API server that holds the demo's pods; undefined: names come from a file. */
  readonly kubeconfig: string | undefined;
  /** Tells one step. */
  readonly say: (text: string) => void;
  /**
   * Whatever was made is taken away by what is deferred here, last first, however the demo ends.
   */
  readonly cleanup: AsyncDisposableStack;
}

/** Connections before the agent is killed, and while it is dead. */
const BEFORE_KILL = 20;
const WHILE_DEAD = 20;

/** Runs the whole demo for this process; what it made is removed by `cleanup`. */
export async function runLive(run: DemoRun): Promise<DemoResult> {
  const { context, say, cleanup } = run;
  const cast = castOf(process.pid);
  const setting = switchLogOn(process.pid);
  cleanup.defer(() => setting.restore());
  cleanup.defer(() => removeLab(cast));
  say('building three pods, a node and an outside from network namespaces');
  await removeLab(cast);
  const lab = await buildLab(cast, context.signal);
  if (!lab.hasIpv6) say('IPv6 is switched off on this machine: it is left out');
  if (!lab.isNewOnly)
    say('no conntrack match in this kernel: every packet is logged, not only new');
  await startServers(cast, (child: Child) => cleanup.defer(() => child.stop()));
  const collection = new Collection({
    cast,
    cluster: clusterText(cast),
    kubeconfig: run.kubeconfig,
    sourceFlags: () => ['--source', 'kmsg'],
    connect: context.connect,
    signal: context.signal,
  });
  cleanup.defer(() => collection.stop());
  say(`starting the aggregator: it listens on ${await collection.startAggregator()}`);
  say(`starting the agent on /dev/kmsg (process ${await collection.startAgent()})`);
  await sendTraffic(run, cast, lab);
  await collection.waitForLines(await lab.countLogged());
  await restartAgent(run, cast, collection);
  const logged = await lab.countLogged();
  const edges = await collection.waitForLines(logged);
  return { cast, edges, logged, lost: await collection.countLost() };
}

async function sendTraffic({ say, context }: DemoRun, cast: Cast, lab: Lab): Promise<void> {
  for (const errand of errandsOf(cast, lab.hasIpv6)) {
    context.signal.throwIfAborted();
    say(`${errand.says}: ${await runErrand(errand)}`);
  }
}

async function restartAgent(run: DemoRun, cast: Cast, collection: Collection): Promise<void> {
  const { say, context } = run;
  const before = repeatedErrand(cast, BEFORE_KILL);
  say(`${before.says}: ${await runErrand(before)}`);
  await collection.killAgent();
  say('kill -9: the agent is dead, the cursor is safe at the aggregator');
  context.signal.throwIfAborted();
  const meanwhile = repeatedErrand(cast, WHILE_DEAD);
  say(`meanwhile ${meanwhile.says}: ${await runErrand(meanwhile)}`);
  say(`starting a new agent (process ${await collection.startAgent()})`);
}
