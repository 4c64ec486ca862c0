/**
 * Joins agent, aggregator and command line.
 * What a command needs is imported when it runs, so that a question starts fast.
 */
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { CommandContext } from './cli/context.ts';
import { createProgram, type ProgramParts } from './cli/program.ts';
import { runProgram } from './cli/run.ts';
import { terminalOf } from './cli/terminal.ts';
import { compileLate } from './compile-late.ts';
import { readVersion, untilSignal } from './start.ts';

/** How a shell asks what may stand at the cursor: `dropcast __complete WORDS…`. */
const COMPLETE = '__complete';

/** Runs `dropcast ARGS`; resolves to the exit status. */
export async function main(args: string[]): Promise<number> {
  return untilSignal(async (signal) => {
    const parts = programParts(signal);
    const program = createProgram(parts);
    if (args[0] === COMPLETE) await completeAndEnd(program, args.slice(1), parts);
    return runProgram(program, args, parts.context.terminal);
  });
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
      compileLate();
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
