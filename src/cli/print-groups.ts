/** Writes sums of edges in the format that was asked for, a column per field. */
import type { EdgeGroup, GroupName } from '../flow/edge-groups.ts';
import { timeJson } from '../flow/edge-json.ts';
import type { EdgeSeries, HourSum } from '../flow/edge-series.ts';
import type { GroupField } from '../flow/group-fields.ts';
import { HOUR_US } from '../flow/time.ts';
import { jsonLine, type OutputFormat, yamlDocuments } from './print-edges.ts';
import { type Column, formatTable } from './table.ts';
import type { Terminal } from './terminal.ts';

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

export function printGroups(terminal: Terminal, format: OutputFormat, text: GroupsText): void {
  const { by, groups } = text;
  const isWide = format === 'wide';
  const objects = groups.map((group) => groupJson(by, group));
  const table = () => formatTable(groupColumns(by, isWide), groups, terminal.hasColours);
  print(terminal, format, objects, table);
}

/** Most lines first, and the hours of each group in their order. */
export function printSeries(terminal: Terminal, format: OutputFormat, text: SeriesText): void {
  const { by, series } = text;
  const rows = series.flatMap(({ hours, ...name }) => hours.map((hour) => ({ ...name, ...hour })));
  const objects = series.map((each) => seriesJson(by, each));
  const columns = hourColumns(by, format === 'wide');
  print(terminal, format, objects, () => formatTable(columns, rows, terminal.hasColours));
}

function print(
  { stdout, stderr }: Terminal,
  format: OutputFormat,
  objects: readonly unknown[],
  table: () => string,
): void {
  if (format === 'json') for (const each of objects) stdout.write(jsonLine(each));
  else if (format === 'yaml') stdout.write(yamlDocuments(objects));
  else stdout.write(table());
  if (objects.length === 0) stderr.write('no flows match\n');
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

function groupColumns(by: readonly GroupField[], isWide: boolean): readonly Column<EdgeGroup>[] {
  return [
    ...nameColumns(by),
    number('EDGES', ({ edges }: EdgeGroup) => edges),
    ...sumColumns(isWide),
    { title: 'LAST SEEN', text: ({ lastSeenUs }) => timeJson(lastSeenUs) ?? '-' },
  ];
}

function hourColumns(by: readonly GroupField[], isWide: boolean): readonly Column<HourRow>[] {
  // To the minute: in an hour there is nothing behind it.
  const text = ({ hour }: HourRow) => (timeJson(hour * HOUR_US) ?? '-').replace(/:00\.0+Z$/, 'Z');
  return [...nameColumns(by), { title: 'HOUR', text }, ...sumColumns(isWide)];
}

function nameColumns(by: readonly GroupField[]): readonly Column<GroupName>[] {
  return [
    ...by.map((field, i) => ({
      title: field.replaceAll('_', ' ').toUpperCase(),
      text: ({ values }: GroupName) => values[i] || '-',
    })),
    { title: 'KIND', text: kindText },
  ];
}

function kindText({ isReply, isPreExisting }: GroupName): string {
  if (isPreExisting) return isReply ? 'pre-existing reply' : 'pre-existing';
  return isReply ? 'reply' : 'logged';
}

function sumColumns(isWide: boolean): readonly Column<Omit<HourSum, 'hour'>>[] {
  return [
    number('CONNECTIONS', ({ connections }) => connections),
    number('LINES', ({ lines }) => lines),
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

function number<Row>(title: string, of: (row: Row) => number): Column<Row> {
  return { title, text: (row) => String(of(row)), isNumber: true };
}
