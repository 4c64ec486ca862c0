/**
 * `dropcast status`: the nodes that the aggregator hears from, up to when each has read, what was
 * lost, how that compares with what the rules counted, and what each node found out about itself.
 */
import type { Command } from 'commander';
import { timeJson } from '../flow/edge-json.ts';
import { lossesText } from '../report/losses-text.ts';
import type { NodeStatus, Status } from '../wire/query.ts';
import { statusJson } from '../wire/status-json.ts';
import { ask } from './ask.ts';
import type { CommandContext } from './context.ts';
import {
  type AggregatorOptions,
  addAggregatorOption,
  addOutputOption,
  type OutputOptions,
} from './options.ts';
import { jsonLine, type OutputFormat, yamlDocuments } from './print-edges.ts';
import { balanceOf, checksText, remarks, resourceLines, shareText } from './status-remarks.ts';
import { type Column, formatTable } from './table.ts';

export function addStatus(program: Command, context: CommandContext): void {
  const command = program.command('status').description('nodes, heartbeats and losses');
  addAggregatorOption(command);
  addOutputOption(command);
  command.action(async (options: AggregatorOptions & OutputOptions) => {
    const status = await ask(context.connect, options, (client) => client.getStatus());
    printStatus(context, options.output, status);
  });
}

function printStatus(context: CommandContext, format: OutputFormat, status: Status): void {
  const { stdout, stderr, hasColours } = context.terminal;
  if (format === 'json') stdout.write(jsonLine(statusJson(status)));
  else if (format === 'yaml') stdout.write(yamlDocuments([statusJson(status)]));
  else {
    const columns = format === 'wide' ? [...COLUMNS, ...WIDE_COLUMNS] : COLUMNS;
    stdout.write(formatTable(columns, status.nodes, hasColours));
    const nowUs = context.nowUs();
    const all = format === 'wide';
    for (const line of remarks(status.nodes, { nowUs, all })) stdout.write(`${line}\n`);
    for (const line of resourceLines(status, nowUs)) stdout.write(`${line}\n`);
    if (status.nodes.length === 0) stderr.write('no node has reported yet\n');
  }
}

const COLUMNS: readonly Column<NodeStatus>[] = [
  { title: 'NODE', text: ({ node }) => node },
  { title: 'SOURCE', text: ({ source }) => source },
  {
    title: 'CONNECTED',
    text: ({ connected }) => (connected ? 'yes' : 'no'),
    style: ({ connected }) => (connected ? 'green' : 'red'),
  },
  { title: 'OBSERVED UNTIL', text: ({ observedUs }) => timeJson(observedUs) ?? '-' },
  { title: 'LINES', text: ({ lines }) => String(lines), isNumber: true },
  {
    title: 'LOST',
    text: ({ losses }) => lossesText(losses),
    style: ({ losses }) => (losses.length > 0 ? 'red' : undefined),
  },
  { title: 'ACCOUNTED', text: ({ rules }) => shareText(balanceOf(rules)), isNumber: true },
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
