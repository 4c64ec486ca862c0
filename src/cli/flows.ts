/** `dropcast flows`: lists the edges that the aggregator knows, or their sums, most lines first. */
import { type Command, InvalidArgumentError } from 'commander';
import { groupEdges } from '../flow/edge-groups.ts';
import { GROUP_FIELDS, type GroupField, repeatedField } from '../flow/group-fields.ts';
import { outcomePrefixes } from '../flow/outcome.ts';
import type { QueryClient, UnansweredNode } from '../wire/query.ts';
import { askInTime, collect } from './ask.ts';
import type { CommandContext } from './context.ts';
import { addExamples } from './help-examples.ts';
import {
  type AggregatorOptions,
  addAggregatorOption,
  addFilterOptions,
  type FilterOptions,
  filterOf,
  flag,
  parseCount,
} from './options.ts';
import { EDGE_FORMATS, type EdgeFormat, edgeLook, printEdges } from './print-edges.ts';
import { type GroupLook, printGroups, printSeries } from './print-groups.ts';
import {
  addOutputOption,
  addTimeOption,
  NAMED_FORMATS,
  type NamedFormat,
  type OutputOptions,
  type TimeOptions,
} from './print-options.ts';
import { askWhole, wholeText } from './shown-of-all.ts';
import { escapeControls } from './terminal.ts';
import { WrongUsage } from './wrong-usage.ts';

interface FlowsOptions
  extends FilterOptions,
    AggregatorOptions,
    TimeOptions,
    OutputOptions<EdgeFormat | NamedFormat> {
  readonly limit?: number;
  readonly groupBy?: readonly GroupField[];
  readonly series?: true;
  readonly nodesNow?: true;
}

const EXAMPLES = [
  ['dropcast flows -n shop --since 1h', 'what shop spoke with in the last hour'],
  ['dropcast flows --from shop/ --not-to kube-system/ -o wide', 'all that is known of each'],
  ['dropcast flows --group-by destination,port --limit 10', 'the busiest servers'],
  ['dropcast flows -o json > window.jsonl', 'for dropcast forecast --flows window.jsonl'],
] as const;

export function addFlows(program: Command, context: CommandContext): void {
  const command = program.command('flows').description('list flows from the aggregator');
  addAggregatorOption(command);
  addFilterOptions(command);
  addOutputOption(command, [...new Set([...EDGE_FORMATS, ...NAMED_FORMATS])]);
  addTimeOption(command);
  command
    .optionsGroup('How much:')
    .addOption(flag('--limit <number>', 'at most this many').argParser(parseCount))
    .addOption(
      flag('--group-by <fields>', `sums instead, by ${GROUP_FIELDS.join(', ')}`).argParser(
        parseGroupFields,
      ),
    )
    .addOption(flag('--series', 'sums instead, hour by hour, of all or with --group-by'))
    .addOption(
      flag('--nodes-now', 'what nodes hold of the last minutes: they are asked now').conflicts(
        'series',
      ),
    );
  command.action((options: FlowsOptions) => listFlows(options, context));
  addExamples(command, EXAMPLES);
}

async function listFlows(options: FlowsOptions, context: CommandContext): Promise<void> {
  if (options.nodesNow) await listNow(options, context);
  else if (options.series) await listSeries(options, context);
  else if (options.groupBy !== undefined) await listGroups(options.groupBy, options, context);
  else await listEdges(options, context);
}

/** What is asked for. */
function askedOf(options: FlowsOptions, context: CommandContext) {
  return { filter: filterOf(options, context.nowUs()), limit: options.limit ?? 0 };
}

async function listEdges(options: FlowsOptions, context: CommandContext): Promise<void> {
  const { terminal, signal } = context;
  const look = edgeLook(context, { ...options, output: edgeFormat(options.output) });
  const asked = askedOf(options, context);
  const { edges, whole } = await askInTime(context, options, async (client) => {
    const edges = await collect(client.listEdges(asked, signal), signal);
    return { edges, whole: await askWhole(client, { ...asked, shown: edges.length }, context) };
  });
  await printEdges(terminal, edges, look);
  terminal.stderr.write(wholeText(edges.length, whole));
}

async function listGroups(
  by: readonly GroupField[],
  options: FlowsOptions,
  context: CommandContext,
): Promise<void> {
  const look = groupLook(options, context);
  const asked = { ...askedOf(options, context), by };
  const groups = await askAll(options, context, (client, signal) =>
    client.listGroups(asked, signal),
  );
  await printGroups(context.terminal, look, { by, groups });
}

async function listSeries(options: FlowsOptions, context: CommandContext): Promise<void> {
  const look = groupLook(options, context);
  const by = options.groupBy ?? [];
  const asked = { ...askedOf(options, context), by };
  const series = await askAll(options, context, (client, signal) =>
    client.listSeries(asked, signal),
  );
  await printSeries(context.terminal, look, { by, series });
}

/** Groups are made here: the nodes' answers come as edges. */
async function listNow(options: FlowsOptions, context: CommandContext): Promise<void> {
  const { groupBy: by, output } = options;
  const { filter, limit } = askedOf(options, context);
  const request = { filter, limit: by === undefined ? limit : 0 };
  const look = by && groupLook(options, context);
  const edgesLook = edgeLook(context, { ...options, output: by ? 'table' : edgeFormat(output) });
  const answers = await askAll(options, context, (client, signal) =>
    client.listEdgesNow(request, signal),
  );
  const edges = answers.flatMap((each) => (each.kind === 'edge' ? [each.edge] : []));
  if (by === undefined) await printEdges(context.terminal, edges, edgesLook);
  else {
    const all = groupEdges(edges, by, outcomePrefixes(edges));
    await printGroups(context.terminal, look!, {
      by,
      groups: limit > 0 ? all.slice(0, limit) : all,
    });
  }
  for (const each of answers) {
    if (each.kind === 'unanswered') context.terminal.stderr.write(remark(each.unanswered));
  }
}

async function askAll<T>(
  options: FlowsOptions,
  context: CommandContext,
  question: (client: QueryClient, signal: AbortSignal) => AsyncIterable<T>,
): Promise<T[]> {
  const { signal } = context;
  return await askInTime(context, options, (client) => collect(question(client, signal), signal));
}

/** Edges have no names, and sums are no flows. */
function edgeFormat(format: FlowsOptions['output']): EdgeFormat {
  if (format !== 'name') return format;
  throw new WrongUsage(`-o name: flows have none: write one of ${EDGE_FORMATS.join(', ')}`);
}

function groupLook(options: FlowsOptions, context: CommandContext): GroupLook {
  const format = NAMED_FORMATS.find((known) => known === options.output);
  const { layout, time } = edgeLook(context, {
    ...options,
    output: format === 'wide' ? 'wide' : 'table',
  });
  if (format !== undefined) return { format, layout, time };
  const formats = NAMED_FORMATS.join(', ');
  throw new WrongUsage(`-o ${options.output}: sums are no flows: write one of ${formats}`);
}

function remark({ cluster, node, why }: UnansweredNode): string {
  const name = cluster === '' ? node : `${cluster}/${node}`;
  return `${escapeControls(`node ${name} is not in it: ${why}`)}\n`;
}

/** Fields separated by commas. */
function parseGroupFields(text: string): readonly GroupField[] {
  const fields = text.split(',').map((name) => {
    const field = GROUP_FIELDS.find((known) => known === name.trim().replaceAll('-', '_'));
    if (field !== undefined) return field;
    throw new InvalidArgumentError(`'${name}' is none of ${GROUP_FIELDS.join(', ')}.`);
  });
  const repeated = repeatedField(fields);
  if (repeated === undefined) return fields;
  throw new InvalidArgumentError(`'${repeated}' is given twice.`);
}
