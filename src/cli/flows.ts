/** `dropcast flows`: lists the edges that the aggregator knows, or their sums, most lines first. */
import { type Command, InvalidArgumentError } from 'commander';
import { groupEdges } from '../flow/edge-groups.ts';
import { GROUP_FIELDS, type GroupField, repeatedField } from '../flow/group-fields.ts';
import { outcomePrefixes } from '../flow/outcome.ts';
import type { UnansweredNode } from '../wire/query.ts';
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
import { printGroups, printSeries } from './print-groups.ts';
import { escapeControls } from './terminal.ts';

interface FlowsOptions extends FilterOptions, AggregatorOptions, OutputOptions {
  readonly limit?: number;
  readonly groupBy?: readonly GroupField[];
  readonly series?: true;
  readonly nodesNow?: true;
}

export function addFlows(program: Command, context: CommandContext): void {
  const command = program.command('flows').description('list flows from the aggregator');
  addAggregatorOption(command);
  addFilterOptions(command);
  addOutputOption(command);
  command
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
}

async function listFlows(options: FlowsOptions, context: CommandContext): Promise<void> {
  const { terminal, signal, connect } = context;
  const asked = { filter: filterOf(options, context.nowUs()), limit: options.limit ?? 0 };
  const { groupBy, series: isSeries, output } = options;
  if (options.nodesNow) return listNow(options, context);
  if (isSeries) {
    const by = groupBy ?? [];
    const series = await ask(connect, options, (client) =>
      collect(client.listSeries({ ...asked, by }, signal), signal),
    );
    printSeries(terminal, output, { by, series });
    return;
  }
  if (groupBy !== undefined) {
    const groups = await ask(connect, options, (client) =>
      collect(client.listGroups({ ...asked, by: groupBy }, signal), signal),
    );
    printGroups(terminal, output, { by: groupBy, groups });
    return;
  }
  const edges = await ask(connect, options, (client) =>
    collect(client.listEdges(asked, signal), signal),
  );
  printEdges(terminal, output, edges);
}

/** Groups are made here: the nodes' answers come as edges. */
async function listNow(options: FlowsOptions, context: CommandContext): Promise<void> {
  const { terminal, signal, connect } = context;
  const { groupBy: by, limit = 0, output } = options;
  const filter = filterOf(options, context.nowUs());
  const request = { filter, limit: by === undefined ? limit : 0 };
  const answers = await ask(connect, options, (client) =>
    collect(client.listEdgesNow(request, signal), signal),
  );
  const edges = answers.flatMap((each) => (each.kind === 'edge' ? [each.edge] : []));
  if (by === undefined) printEdges(terminal, output, edges);
  else {
    const groups = groupEdges(edges, by, outcomePrefixes(edges));
    printGroups(terminal, output, { by, groups: limit > 0 ? groups.slice(0, limit) : groups });
  }
  for (const each of answers) {
    if (each.kind === 'unanswered') terminal.stderr.write(remark(each.unanswered));
  }
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
