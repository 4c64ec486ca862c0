/**
 * The demo: everything on this machine, from kernel LOG lines to a forecast in words, with
 * the real agent and the real aggregator. Whatever it makes it removes again, also when it fails
 * or is interrupted.
 */
import { CommandError } from '../ask.ts';
import type { CommandContext } from '../context.ts';
import { printEdges } from '../print-edges.ts';
import { MICROSECONDS } from '../time-format.ts';
import { countLines } from './collection.ts';
import { removeLeftovers } from './leftovers.ts';
import { type DemoResult, type DemoRun, runLive } from './live.ts';
import { findObstacle } from './obstacle.ts';
import { runRecorded } from './recorded.ts';
import { describeAccount, describeForecast } from './report.ts';

/**
 * The namespace of the demo's application; kube-system stays open, as most people leave it at
 * first.
 */
const ISOLATED = ['shop'];

export interface DemoOptions {
  /** Use the recorded kernel log even where real lines could be made. */
  readonly recorded?: boolean;
  /** Names come from the API server that this file leads to; else from a file of the demo's own. */
  readonly kubeconfig?: string;
}

/**
 * Runs the demo to its end. Throws DemoError when a step fails, and CommandError when it was
 * interrupted or a line was not counted exactly once.
 */
export async function runDemo(context: CommandContext, options: DemoOptions): Promise<void> {
  const startMs = performance.now();
  const say = (text: string) => {
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1).padStart(5);
    context.terminal.stderr.write(`${seconds}s  ${text}\n`);
  };
  removeLeftovers();
  const obstacle = options.recorded
    ? 'asked for by --recorded'
    : findObstacle(process.env.PATH ?? '');
  if (obstacle !== undefined) {
    say(`a recorded kernel log is used, no traffic of this machine is made or read: ${obstacle}`);
  }
  const { kubeconfig } = options;
  const run = obstacle === undefined ? runLive : runRecorded;
  const result = await runAndCleanUp({ context, say, kubeconfig }, run);
  await printResult(context, result);
}

async function runAndCleanUp(
  { context, say, kubeconfig }: Omit<DemoRun, 'cleanup'>,
  run: (run: DemoRun) => Promise<DemoResult>,
): Promise<DemoResult> {
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => say('everything that was made is removed'));
  try {
    const result = await run({ context, say, kubeconfig, cleanup });
    context.signal.throwIfAborted();
    return result;
  } catch (error) {
    if (context.signal.aborted) throw new CommandError('interrupted', { cause: error });
    throw error;
  }
}

async function printResult(
  context: CommandContext,
  { edges, logged, lost }: DemoResult,
): Promise<void> {
  const { terminal } = context;
  const counted = countLines(edges);
  terminal.stdout.write('\n');
  const { hasColours, width } = terminal;
  await printEdges(terminal, edges, {
    format: 'table',
    layout: { hasColours, width },
    time: MICROSECONDS,
  });
  terminal.stdout.write(`\n${describeAccount(logged, counted)}\n`);
  terminal.stdout.write(`\n${describeForecast(edges, ISOLATED).join('\n')}\n`);
  if (counted === logged) return;
  const known = lost === undefined ? 'an unknown number' : String(lost);
  throw new CommandError(
    `${counted} of ${logged} logged packets were counted, ${known} records are known to be lost` +
      ': run it again when the machine logs less',
  );
}
