/**
 * The one place that joins agent, aggregator and command line.
 * What a command needs is imported when it runs, so that a question starts fast. One signal ends
 * everything; a reader that has gone away is no error.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { CommandContext } from './cli/context.ts';
import type { ProgramParts } from './cli/root.ts';
import { runProgram } from './cli/run.ts';
import { createServiceProgram, isService } from './cli/services.ts';
import { terminalOf } from './cli/terminal.ts';
import { inlineHotLoops } from './runtime.ts';

/** How a shell asks what may stand at the cursor: `dropcast __complete WORDS…`. */
const COMPLETE = '__complete';

/** Runs `dropcast ARGS`; resolves to the exit status. */
export async function main(args: string[]): Promise<number> {
  inlineHotLoops();
  const stop = new AbortController();
  const abort = () => stop.abort();
  // Once each: a second one ends a process that does not end by itself.
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  process.stdout.on('error', endWithOutput);
  process.stderr.on('error', endWithOutput);
  const parts = programParts(stop.signal);
  const program = await programFor(args, parts);
  try {
    if (args[0] === COMPLETE) await completeAndEnd(program, args.slice(1), parts);
    return await runProgram(program, args, parts.context.terminal);
  } finally {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  }
}

/** An agent has no use for what commands need, and there is one on each node. */
async function programFor(args: readonly string[], parts: ProgramParts): Promise<Command> {
  if (isService(args)) return createServiceProgram(parts);
  const { createProgram } = await import('./cli/program.ts');
  return createProgram(parts);
}

/** A shell waits: whatever is still under way ends with the process. */
async function completeAndEnd(
  program: Command,
  words: readonly string[],
  { context, environment }: ProgramParts,
): Promise<never> {
  const { complete } = await import('./cli/complete/complete.ts');
  await complete(program, words, { ...context, environment });
  process.exit(0);
}

function programParts(signal: AbortSignal): ProgramParts {
  const version = readVersion();
  const isPlugin = basename(process.argv[1] ?? '').startsWith('kubectl-');
  const context: CommandContext = {
    terminal: terminalOf(process, process.env),
    connect: async (options) => {
      const { connectAggregator } = await import('./cli/connect.ts');
      return connectAggregator(options, { environment: process.env, isPlugin });
    },
    listCluster: async (server) => {
      const { listLiveCluster } = await import('./cli/live-cluster.ts');
      return listLiveCluster({ ...server, environment: process.env }, signal);
    },
    nowUs: () => Date.now() * 1_000,
    pause: (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
    signal,
  };
  return {
    version,
    context,
    environment: process.env,
    parseStreams: process,
    replay: async (request, stop) => {
      const { replayFiles } = await import('./agent/replay-files.ts');
      return replayFiles(request, stop);
    },
    runAgent: async (flags, stop) => {
      const { parseAgentConfig } = await import('./agent/config.ts');
      const config = parseAgentConfig({ ...flags, version, environment: process.env });
      const { runAgent } = await import('./agent/main.ts');
      await runAgent(config, stop);
    },
    runAggregator: async (flags, stop) => {
      const { parseAggregatorConfig } = await import('./aggregator/config.ts');
      const config = parseAggregatorConfig({ ...flags, version, environment: process.env });
      const { runAggregator } = await import('./aggregator/main.ts');
      await runAggregator(config, stop);
    },
  };
}

/** package.json stands one folder above, in the source tree as in the build. */
function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}

/** `dropcast flows | head`: whoever read has what they wanted. A full disk is a failure. */
function endWithOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`dropcast: cannot write the output: ${error.message}\n`);
  process.exit(1);
}
