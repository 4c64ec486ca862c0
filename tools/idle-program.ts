/** All commands of the program, as words behind `dropcast`; the program itself comes first. */
import type { Command } from 'commander';
import { createProgram } from '../src/cli/program.ts';
import { emptyAccount } from '../src/flow/loss.ts';

/** A program of which nothing is run. */
export function idleProgram(): Command {
  const sink = { write: () => {} };
  return createProgram({
    version: '1.2.3',
    context: {
      terminal: { stdout: sink, stderr: sink, hasColours: false },
      connect: () => Promise.reject(new Error('nobody is asked')),
      listCluster: () => Promise.reject(new Error('nobody is asked')),
      nowUs: () => 0,
      pause: () => Promise.resolve(),
      signal: new AbortController().signal,
    },
    replay: async () => ({ edges: [], account: emptyAccount(), losses: [] }),
    parseStreams: process,
    runAgent: async () => {},
    runAggregator: async () => {},
    environment: {},
  });
}

export function commandPaths(command = idleProgram(), path: readonly string[] = []): string[][] {
  const below = command.commands.flatMap((each) => commandPaths(each, [...path, each.name()]));
  return [[...path], ...below];
}
