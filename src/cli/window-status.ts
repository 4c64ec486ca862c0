/** `dropcast window status`: what is open, over which namespaces, and until when. */
import { timeJson } from '../flow/edge-json.ts';
import { HOUR_US } from '../flow/time.ts';
import type { AccessOptions } from '../kube/credentials/choose-access.ts';
import type { WindowRecord } from '../policy/window/window-record.ts';
import type { CommandContext } from './context.ts';
import { jsonLine } from './print-edges.ts';
import {
  layoutOf,
  type NamedFormat,
  type OutputOptions,
  type TimeOptions,
  timeTextOf,
} from './print-options.ts';
import { type Column, formatTable } from './table.ts';
import { escapeControls } from './terminal.ts';
import type { TimeText } from './time-format.ts';
import { listWindows, withServer } from './window-server.ts';
import { yamlDocuments } from './yaml-documents.ts';

interface Row {
  readonly record: WindowRecord;
  readonly nowUs: number;
}

export interface StatusOptions extends OutputOptions<NamedFormat>, TimeOptions {}

export async function tellWindows(
  options: StatusOptions,
  access: AccessOptions,
  context: CommandContext,
): Promise<void> {
  const { stdout, stderr } = context.terminal;
  const { output } = options;
  const found = await withServer(access, context, listWindows);
  const nowUs = context.nowUs();
  const rows = found.map(({ record }) => ({ record, nowUs }));
  if (output === 'json') for (const row of rows) stdout.write(jsonLine(windowJson(row)));
  else if (output === 'yaml') stdout.write(yamlDocuments(rows.map(windowJson)));
  else if (output === 'name') stdout.write(rows.map(nameLine).join(''));
  else if (rows.length > 0) {
    // How long a window is still open stands in a column of its own.
    const time = timeTextOf(context.terminal, options, {
      nowUs: context.nowUs,
      onTerminal: 'RFC3339',
    });
    stdout.write(formatTable(columnsOf(time), rows, layoutOf(context.terminal, options)));
  }
  if (rows.length === 0) stderr.write('no window is open\n');
}

/** As kubectl takes it. */
function nameLine({ record: { kind, name } }: Row): string {
  return `${escapeControls(`${kind.toLowerCase()}/${name}`)}\n`;
}

const columnsOf = (time: TimeText): readonly Column<Row>[] => [
  { title: 'OBJECT', text: ({ record: { kind, name } }) => `${kind} ${name}`, isName: true },
  { title: 'NAMESPACES', text: ({ record }) => record.namespaces, isName: true, rank: 2 },
  { title: 'OPENED', text: ({ record }) => orUnknown(record.openedUs, time), rank: 3 },
  { title: 'UNTIL', text: ({ record }) => orUnknown(record.endsAtUs, time), rank: 1 },
  {
    title: 'LEFT',
    text: leftText,
    style: (row) => (isExpired(row) ? 'red' : undefined),
  },
];

const orUnknown = (us: number | undefined, time: TimeText): string =>
  us === undefined ? '?' : time(us);

function isExpired({ record: { endsAtUs }, nowUs }: Row): boolean {
  return endsAtUs !== undefined && endsAtUs <= nowUs;
}

/** Whole minutes below an hour, whole hours above. */
function leftText({ record: { endsAtUs }, nowUs }: Row): string {
  if (endsAtUs === undefined) return '?';
  const leftUs = endsAtUs - nowUs;
  if (leftUs <= 0) return 'expired';
  return leftUs < HOUR_US
    ? `${Math.floor(leftUs / (HOUR_US / 60))}m`
    : `${Math.floor(leftUs / HOUR_US)}h`;
}

function windowJson(row: Row): Record<string, unknown> {
  const { kind, name, namespaces, openedUs, endsAtUs, prefixes } = row.record;
  return {
    ...{ kind, name, namespaces },
    opened: openedUs === undefined ? null : timeJson(openedUs),
    until: endsAtUs === undefined ? null : timeJson(endsAtUs),
    expired: isExpired(row),
    prefixes,
  };
}
