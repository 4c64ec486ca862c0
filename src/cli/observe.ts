/**
 * `dropcast observe`: the edges seen last, or with `-f` every edge as its batch arrives, until
 * interrupted.
 */
import type { Command } from 'commander';
import type { Edge } from '../flow/edge.ts';
import { edgeJson } from '../flow/edge-json.ts';
import { outcomePrefixes } from '../flow/outcome.ts';
import { ask, CommandError, collect } from './ask.ts';
import type { CommandContext } from './context.ts';
import { edgeLine } from './edge-columns.ts';
import {
  type AggregatorOptions,
  addAggregatorOption,
  addFilterOptions,
  addOutputOption,
  type FilterOptions,
  filterOf,
  flag,
  type OutputOptions,
  parseCount,
} from './options.ts';
import { jsonLine, type OutputFormat, printEdges, yamlDocuments } from './print-edges.ts';

const LAST_DEFAULT = 20;

interface ObserveOptions extends FilterOptions, AggregatorOptions, OutputOptions {
  readonly follow?: true;
  readonly last: number;
}

export function addObserve(program: Command, context: CommandContext): void {
  const command = program
    .command('observe')
    .description('show the last flows, or follow them live');
  addAggregatorOption(command);
  addFilterOptions(command);
  addOutputOption(command);
  command
    .addOption(flag('-f, --follow', 'go on with flows as they arrive'))
    .addOption(
      flag('--last <number>', 'without -f: this many').argParser(parseCount).default(LAST_DEFAULT),
    )
    .action((options: ObserveOptions) =>
      options.follow ? followEdges(options, context) : showLast(options, context),
    );
}

async function showLast(options: ObserveOptions, context: CommandContext): Promise<void> {
  const request = { filter: filterOf(options, context.nowUs()), limit: 0 };
  const edges = await ask(context.connect, options, (client) =>
    collect(client.listEdges(request, context.signal), context.signal),
  );
  const byTime = edges.toSorted((a, b) => a.lastSeenUs - b.lastSeenUs);
  printEdges(context.terminal, options.output, byTime.slice(-options.last));
}

async function followEdges(options: ObserveOptions, context: CommandContext): Promise<void> {
  const { terminal, signal } = context;
  const request = { filter: filterOf(options, context.nowUs()), limit: 0 };
  const format = liveFormat(options.output);
  await ask(context.connect, options, async (client) => {
    for await (const edge of client.observeEdges(request, signal)) {
      terminal.stdout.write(format(edge));
    }
  });
  if (signal.aborted) return;
  const ended = `the aggregator at ${options.aggregator} ended the stream`;
  throw new CommandError(`${ended}: run the command again once it is back`);
}

/** Prefixes that tell outcomes are learnt as edges pass. */
function liveFormat(output: OutputFormat): (edge: Edge) => string {
  if (output === 'table' || output === 'wide') return (edge) => `${edgeLine(edge)}\n`;
  const told = new Set<string>();
  return (edge) => {
    for (const prefix of outcomePrefixes([edge])) told.add(prefix);
    const json = edgeJson(edge, told);
    return output === 'json' ? jsonLine(json) : yamlDocuments([json]);
  };
}
