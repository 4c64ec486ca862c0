/** Writes sums of edges in the format that was asked for, a column per field. */
import type { EdgeGroup, GroupName } from '../flow/edge-groups.ts';
import { timeJson } from '../flow/edge-json.ts';
import type { EdgeSeries, HourSum } from '../flow/edge-series.ts';
import type { GroupField } from '../flow/group-fields.ts';
import { HOUR_US } from '../flow/time.ts';
import { jsonLine } from './print-edges.ts';
import type { NamedFormat } from './print-options.ts';
import { type Column, formatTable, type TableLayout } from './table.ts';
import { escapeControls, type Terminal } from './terminal.ts';
import { MICROSECONDS, type TimeText } from './time-format.ts';

/** How sums are to look. */
export interface GroupLook {
  readonly format: NamedFormat;
  readonly layout: TableLayout;
  readonly time: TimeText;
}

export interface GroupsText {
  readonly by: readonly GroupField[];
  readonly groups: readonly EdgeGroup[];
}

export interface SeriesText {
  readonly by: readonly GroupField[];
  readonly series: readonly EdgeSeries[];
}

/** One hour of one group. */
type HourRow = HourSum & GroupName;

export async function printGroups(
  terminal: Terminal,
  look: GroupLook,
  { by, groups }: GroupsText,
): Promise<void> {
  await print(terminal, look.format, groups, {
    json: (group) => groupJson(by, group),
    table: () => formatTable(groupColumns(by, look), groups, look.layout),
  });
}

/** Most lines first, and the hours of each group in their order. */
export async function printSeries(
  terminal: Terminal,
  look: GroupLook,
  { by, series }: SeriesText,
): Promise<void> {
  const rows = series.flatMap(({ hours, ...name }) => hours.map((hour) => ({ ...name, ...hour })));
  await print(terminal, look.format, series, {
    json: (each) => seriesJson(by, each),
    table: () => formatTable(hourColumns(by, look.format === 'wide'), rows, look.layout),
  });
}

interface Forms<Row> {
  readonly json: (row: Row) => unknown;
  readonly table: () => string;
}

async function print<Row extends GroupName>(
  { stdout, stderr }: Terminal,
  format: NamedFormat,
  rows: readonly Row[],
  { json, table }: Forms<Row>,
): Promise<void> {
  if (format === 'json') for (const each of rows) stdout.write(jsonLine(json(each)));
  else if (format === 'yaml') {
    const { yamlDocuments } = await import('./yaml-documents.ts');
    stdout.write(yamlDocuments(rows.map(json)));
  } else if (format === 'name') stdout.write(namesText(rows));
  else stdout.write(table());
  if (rows.length === 0) stderr.write('no flows match\n');
}

/** The values of each group that has any, each once; between several of one group is a tab. */
function namesText(rows: readonly GroupName[]): string {
  const names = new Set(rows.map(({ values }) => values.map(escapeControls).join('\t')));
  return [...names].map((name) => (name.trim() === '' ? '' : `${name}\n`)).join('');
}

function groupJson(by: readonly GroupField[], group: EdgeGroup) {
  const { values: _, isReply: _reply, isPreExisting: _before, ...counts } = group;
  const { firstSeenUs, lastSeenUs, ...sums } = counts;
  const seen = { first_seen: timeJson(firstSeenUs), last_seen: timeJson(lastSeenUs) };
  return { ...nameJson(by, group), ...sums, ...seen };
}

function seriesJson(by: readonly GroupField[], { hours, ...name }: EdgeSeries) {
  const sums = hours.map(({ hour, ...sum }) => ({ hour: timeJson(hour * HOUR_US), ...sum }));
  return { ...nameJson(by, name), hours: sums };
}

function nameJson(by: readonly GroupField[], { values, isReply, isPreExisting }: GroupName) {
  const named = Object.fromEntries(by.map((field, i) => [field, values[i]!]));
  return { ...named, is_reply: isReply, pre_existing: isPreExisting };
}

function groupColumns(
  by: readonly GroupField[],
  { format, time }: GroupLook,
): readonly Column<EdgeGroup>[] {
  return [
    ...nameColumns(by),
    number('EDGES', ({ edges }: EdgeGroup) => edges, 4),
    ...sumColumns(format === 'wide'),
    { title: 'LAST SEEN', text: ({ lastSeenUs }) => time(lastSeenUs), rank: 5 },
  ];
}

function hourColumns(by: readonly GroupField[], isWide: boolean): readonly Column<HourRow>[] {
  // To the minute: in an hour there is nothing behind it.
  const text = ({ hour }: HourRow) => MICROSECONDS(hour * HOUR_US).replace(/:00\.0+Z$/, 'Z');
  return [...nameColumns(by), { title: 'HOUR', text }, ...sumColumns(isWide)];
}

function nameColumns(by: readonly GroupField[]): readonly Column<GroupName>[] {
  return [
    ...by.map((field, i) => ({
      title: field.replaceAll('_', ' ').toUpperCase(),
      text: ({ values }: GroupName) => values[i] || '-',
      isName: true,
    })),
    { title: 'KIND', text: kindText, rank: 3 },
  ];
}

function kindText({ isReply, isPreExisting }: GroupName): string {
  if (isPreExisting) return isReply ? 'pre-existing reply' : 'pre-existing';
  return isReply ? 'reply' : 'logged';
}

function sumColumns(isWide: boolean): readonly Column<Omit<HourSum, 'hour'>>[] {
  return [
    number('CONNECTIONS', ({ connections }) => connections),
    number('LINES', ({ lines }) => lines, 6),
    ...(isWide
      ? [
          number('BYTES', ({ bytes }: Omit<HourSum, 'hour'>) => bytes),
          number('ANSWERED', ({ answered }: Omit<HourSum, 'hour'>) => answered),
          number('REFUSED', ({ refused }: Omit<HourSum, 'hour'>) => refused),
          number('UNREACHABLE', ({ unreachable }: Omit<HourSum, 'hour'>) => unreachable),
        ]
      : []),
  ];
}

function number<Row>(title: string, of: (row: Row) => number, rank?: number): Column<Row> {
  const column = { title, text: (row: Row) => String(of(row)), isNumber: true };
  return rank === undefined ? column : { ...column, rank };
}
