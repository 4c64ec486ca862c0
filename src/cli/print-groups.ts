/** Writes sums of edges in the format that was asked for, a column per field. */
import type { EdgeGroup, GroupField } from '../flow/edge-groups.ts';
import { timeJson } from '../flow/edge-json.ts';
import { jsonLine, type OutputFormat, yamlDocuments } from './print-edges.ts';
import { type Column, formatTable } from './table.ts';
import type { Terminal } from './terminal.ts';

export interface GroupsText {
  readonly by: readonly GroupField[];
  readonly groups: readonly EdgeGroup[];
}

export function printGroups(terminal: Terminal, format: OutputFormat, text: GroupsText): void {
  const { stdout, stderr, hasColours } = terminal;
  const { by, groups } = text;
  const objects = () => groups.map((group) => groupJson(by, group));
  if (format === 'json') for (const each of objects()) stdout.write(jsonLine(each));
  else if (format === 'yaml') stdout.write(yamlDocuments(objects()));
  else stdout.write(formatTable(columns(by, format === 'wide'), groups, hasColours));
  if (groups.length === 0) stderr.write('no flows match\n');
}

function groupJson(by: readonly GroupField[], group: EdgeGroup) {
  const { values, firstSeenUs, lastSeenUs, ...sums } = group;
  const named = Object.fromEntries(by.map((field, i) => [field, values[i]!]));
  return { ...named, ...sums, first_seen: timeJson(firstSeenUs), last_seen: timeJson(lastSeenUs) };
}

function columns(by: readonly GroupField[], isWide: boolean): readonly Column<EdgeGroup>[] {
  const sum = (title: string, name: Exclude<keyof EdgeGroup, 'values'>) => ({
    title,
    text: (group: EdgeGroup) => String(group[name]),
    isNumber: true,
  });
  return [
    ...by.map((field, i) => ({
      title: field.replaceAll('_', ' ').toUpperCase(),
      text: ({ values }: EdgeGroup) => values[i] || '-',
    })),
    sum('EDGES', 'edges'),
    sum('CONNECTIONS', 'connections'),
    sum('LINES', 'lines'),
    ...(isWide
      ? [sum('BYTES', 'bytes'), sum('ANSWERED', 'answered'), sum('REFUSED', 'refused')]
      : []),
    { title: 'LAST SEEN', text: ({ lastSeenUs }) => timeJson(lastSeenUs) ?? '-' },
  ];
}
