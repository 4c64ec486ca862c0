/** `dropcast window status`: what is open, over which namespaces, and until when. */
import { timeJson } from '../flow/edge-json.ts';
import { HOUR_US } from '../flow/time.ts';
import type { AccessOptions } from '../kube/credentials/choose-access.ts';
import type { WindowRecord } from '../policy/window/window-record.ts';
import type { CommandContext } from './context.ts';
import type { OutputOptions } from './options.ts';
import { jsonLine, yamlDocuments } from './print-edges.ts';
import { type Column, formatTable } from './table.ts';
import { listWindows, withServer } from './window-server.ts';

interface Row {
  readonly record: WindowRecord;
  readonly nowUs: number;
}

export async function tellWindows(
  { output }: OutputOptions,
  access: AccessOptions,
  context: CommandContext,
): Promise<void> {
  const { stdout, stderr, hasColours } = context.terminal;
  const found = await withServer(access, context, listWindows);
  const nowUs = context.nowUs();
  const rows = found.map(({ record }) => ({ record, nowUs }));
  if (output === 'json') for (const row of rows) stdout.write(jsonLine(windowJson(row)));
  else if (output === 'yaml') stdout.write(yamlDocuments(rows.map(windowJson)));
  else if (rows.length > 0) stdout.write(formatTable(COLUMNS, rows, hasColours));
  if (rows.length === 0) stderr.write('no window is open\n');
}

const COLUMNS: readonly Column<Row>[] = [
  { title: 'OBJECT', text: ({ record: { kind, name } }) => `${kind} ${name}` },
  { title: 'NAMESPACES', text: ({ record }) => record.namespaces },
  { title: 'OPENED', text: ({ record }) => timeText(record.openedUs) },
  { title: 'UNTIL', text: ({ record }) => timeText(record.endsAtUs) },
  {
    title: 'LEFT',
    text: leftText,
    style: (row) => (isExpired(row) ? 'red' : undefined),
  },
];

const timeText = (us: number | undefined): string =>
  us === undefined ? '?' : (timeJson(us) ?? '?');

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
