/**
 * `dropcast observe`: the edges seen last, or with `-f` every edge as its batch arrives, until
 * interrupted.
 */
import type { Command } from 'commander';
import { outcomePrefixes } from '../flow/outcome.ts';
import { askInTime, collect } from './ask.ts';
import type { CommandContext } from './context.ts';
import { followEdges } from './follow-edges.ts';
import { addExamples } from './help-examples.ts';
import { formatLive } from './live-edges.ts';
import {
  type AggregatorOptions,
  addAggregatorOption,
  addFilterOptions,
  type FilterOptions,
  filterOf,
  flag,
  parseCount,
} from './options.ts';
import { EDGE_FORMATS, edgeLook, type PrintEdgesOptions, printEdges } from './print-edges.ts';
import { addOutputOption, addTimeOption } from './print-options.ts';
import { wholeText } from './shown-of-all.ts';

const LAST_DEFAULT = 20;

const EXAMPLES = [
  ['dropcast observe -f --to kube-system/ --port 53', 'who asks for names, as it happens'],
  ['dropcast observe -f --verdict dropped -o json', 'one JSON object a line, for other programs'],
  ['dropcast observe --last 5 -o dict', 'the last five, a block each'],
] as const;

interface ObserveOptions extends FilterOptions, AggregatorOptions, PrintEdgesOptions {
  readonly follow?: true;
  readonly last: number;
}

export function addObserve(program: Command, context: CommandContext): void {
  const command = program
    .command('observe')
    .description('show the last flows, or follow them live');
  addAggregatorOption(command);
  addFilterOptions(command);
  addOutputOption(command, EDGE_FORMATS);
  addTimeOption(command);
  command
    .optionsGroup('How much:')
    .addOption(flag('-f, --follow', 'go on with flows as they arrive; -o compact is the default'))
    .addOption(
      flag('--last <number>', 'without -f: this many').argParser(parseCount).default(LAST_DEFAULT),
    )
    .action((options: ObserveOptions) => {
      const isSaid = command.getOptionValueSource('output') !== 'default';
      if (!options.follow) return showLast(options, context);
      return follow(isSaid ? options : { ...options, output: 'compact' }, context);
    });
  addExamples(command, EXAMPLES);
}

async function showLast(options: ObserveOptions, context: CommandContext): Promise<void> {
  const request = { filter: filterOf(options, context.nowUs()), limit: 0 };
  const edges = await askInTime(context, options, (client) =>
    collect(client.listEdges(request, context.signal), context.signal),
  );
  const byTime = edges.toSorted((a, b) => a.lastSeenUs - b.lastSeenUs);
  const shown = byTime.slice(-options.last);
  await printEdges(context.terminal, shown, edgeLook(context, options));
  context.terminal.stderr.write(wholeText(shown.length, { flows: edges.length }));
}

/** Prefixes that tell outcomes are learnt as edges pass. */
async function follow(options: ObserveOptions, context: CommandContext): Promise<void> {
  const told = new Set<string>();
  const text = await formatLive(edgeLook(context, options), told);
  const request = { filter: filterOf(options, context.nowUs()), limit: 0 };
  await followEdges(request, options, context, (edge) => {
    for (const prefix of outcomePrefixes([edge])) told.add(prefix);
    context.terminal.stdout.write(text(edge));
  });
}
