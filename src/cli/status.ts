/**
 * `dropcast status`: the nodes that the aggregator hears from, up to when each has read, what was
 * lost, how that compares with what the rules counted, and what each node found out about itself.
 */
import type { Command } from 'commander';
import { lossesText } from '../report/losses-text.ts';
import type { NodeStatus, Status } from '../wire/query.ts';
import { statusJson } from '../wire/status-json.ts';
import { askInTime } from './ask.ts';
import type { CommandContext } from './context.ts';
import { addExamples } from './help-examples.ts';
import { type AggregatorOptions, addAggregatorOption } from './options.ts';
import { jsonLine } from './print-edges.ts';
import {
  addOutputOption,
  addTimeOption,
  layoutOf,
  NAMED_FORMATS,
  type NamedFormat,
  type OutputOptions,
  type TimeOptions,
  timeTextOf,
} from './print-options.ts';
import { balanceOf, checksText, remarks, resourceLines, shareText } from './status-remarks.ts';
import { type Column, formatTable } from './table.ts';
import { escapeControls } from './terminal.ts';
import type { TimeText } from './time-format.ts';

interface StatusOptions extends AggregatorOptions, OutputOptions<NamedFormat>, TimeOptions {}

const EXAMPLES = [
  ['dropcast status', 'who is observed, what was lost'],
  ['kubectl dropcast status --context prod', 'of the aggregator of that cluster'],
] as const;

export function addStatus(program: Command, context: CommandContext): void {
  const command = program.command('status').description('nodes, heartbeats and losses');
  addAggregatorOption(command);
  addOutputOption(command, NAMED_FORMATS);
  addTimeOption(command);
  command.action(async (options: StatusOptions) => {
    const status = await askInTime(context, options, (client) => client.getStatus());
    await printStatus(context, options, status);
  });
  addExamples(command, EXAMPLES);
}

async function printStatus(
  context: CommandContext,
  options: StatusOptions,
  status: Status,
): Promise<void> {
  const { stdout, stderr } = context.terminal;
  const { output: format } = options;
  if (format === 'json') stdout.write(jsonLine(statusJson(status)));
  else if (format === 'yaml') {
    const { yamlDocuments } = await import('./yaml-documents.ts');
    stdout.write(yamlDocuments([statusJson(status)]));
  } else if (format === 'name') {
    for (const { node } of status.nodes) stdout.write(`node/${escapeControls(node)}\n`);
  } else {
    const nowUs = context.nowUs();
    const time = timeTextOf(context.terminal, options, {
      nowUs: context.nowUs,
      onTerminal: 'relative',
    });
    const columns = [...columnsOf(time), ...(format === 'wide' ? WIDE_COLUMNS : [])];
    stdout.write(formatTable(columns, status.nodes, layoutOf(context.terminal, options)));
    const all = format === 'wide';
    for (const line of remarks(status.nodes, { nowUs, all })) stdout.write(`${line}\n`);
    for (const line of resourceLines(status, nowUs)) stdout.write(`${line}\n`);
    if (status.nodes.length === 0) stderr.write('no node has reported yet\n');
  }
}

const columnsOf = (time: TimeText): readonly Column<NodeStatus>[] => [
  { title: 'NODE', text: ({ node }) => node, isName: true },
  { title: 'SOURCE', text: ({ source }) => source, rank: 6 },
  {
    title: 'CONNECTED',
    text: ({ connected }) => (connected ? 'yes' : 'no'),
    style: ({ connected }) => (connected ? 'green' : 'red'),
    rank: 1,
  },
  { title: 'OBSERVED UNTIL', text: ({ observedUs }) => time(observedUs), rank: 3 },
  { title: 'LINES', text: ({ lines }) => String(lines), isNumber: true, rank: 5 },
  {
    title: 'LOST',
    text: ({ losses }) => lossesText(losses),
    style: ({ losses }) => (losses.length > 0 ? 'red' : undefined),
  },
  { title: 'ACCOUNTED', text: ({ rules }) => shareText(balanceOf(rules)), isNumber: true, rank: 4 },
  {
    title: 'CHECKS',
    text: ({ checks }) => checksText(checks),
    style: ({ checks }) => (checks.some(({ state }) => state === 'fail') ? 'red' : undefined),
  },
];

const WIDE_COLUMNS: readonly Column<NodeStatus>[] = [
  { title: 'CLUSTER', text: ({ cluster }) => cluster || '-' },
  { title: 'VERSION', text: ({ version }) => version || '-' },
  { title: 'EPOCH', text: ({ epoch }) => String(epoch), isNumber: true },
  { title: 'SEQUENCE', text: ({ sequence }) => String(sequence), isNumber: true },
];
