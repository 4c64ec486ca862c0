/** `dropcast flows`: lists the edges that the aggregator knows, most lines first. */
import type { Command } from 'commander';
import { ask, collect } from './ask.ts';
import type { CommandContext } from './context.ts';
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
import { printEdges } from './print-edges.ts';

interface FlowsOptions extends FilterOptions, AggregatorOptions, OutputOptions {
  readonly limit?: number;
}

export function addFlows(program: Command, context: CommandContext): void {
  const command = program.command('flows').description('list flows from the aggregator');
  addAggregatorOption(command);
  addFilterOptions(command);
  addOutputOption(command);
  command.addOption(flag('--limit <number>', 'at most this many').argParser(parseCount));
  command.action((options: FlowsOptions) => listFlows(options, context));
}

async function listFlows(options: FlowsOptions, context: CommandContext): Promise<void> {
  const request = { filter: filterOf(options, context.nowUs()), limit: options.limit ?? 0 };
  const edges = await ask(context.connect, options, (client) =>
    collect(client.listEdges(request, context.signal), context.signal),
  );
  printEdges(context.terminal, options.output, edges);
}
