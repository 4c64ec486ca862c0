/** Coverage by namespace: docs/coverage.md says what the numbers mean. */

import { useState } from 'preact/hooks';
import type { Coverage } from '../api/status.ts';
import { useRoute } from '../frame/page-context.ts';
import { numberText, visible } from '../frame/visible.ts';
import { scopedTo } from '../route/route.ts';
import { type Column, type SortBy, sortRows, Table } from '../table/table.tsx';

const ENFORCE_TEXTS: Readonly<Record<string, string>> = {
  now: 'now',
  wait: 'wait',
  proves_nothing: 'proves nothing',
};

const COLUMNS: readonly Column<Coverage>[] = [
  {
    id: 'namespace',
    title: 'Namespace',
    cell: ({ namespace }) => <NamespaceLink namespace={namespace} />,
    sort: ({ namespace }) => namespace,
  },
  {
    id: 'status',
    title: 'Status',
    cell: ({ status }) => <span class={`status ${status}`}>{status}</span>,
    sort: ({ status }) => status,
  },
  {
    id: 'observed',
    title: 'Observed',
    isNumber: true,
    cell: ({ observed }) => <Share of={observed.share} />,
    sort: ({ observed }) => observed.share,
  },
  {
    id: 'edges',
    title: 'Edges',
    isNumber: true,
    cell: ({ edges }) => numberText(edges),
    sort: ({ edges }) => edges,
  },
  {
    id: 'new',
    title: 'New in 24 h',
    isNumber: true,
    cell: ({ new_last_day }) => numberText(new_last_day),
    sort: ({ new_last_day }) => new_last_day,
  },
  {
    id: 'chance',
    title: 'Chance of new',
    isNumber: true,
    cell: ({ chance_of_new }) => (chance_of_new ? `≤ ${percentText(chance_of_new.high)}` : '–'),
    sort: ({ chance_of_new }) => chance_of_new?.high ?? 2,
  },
  {
    id: 'enforce',
    title: 'Enforce',
    cell: ({ enforce }) => (
      <span class={`enforce ${enforce}`}>{ENFORCE_TEXTS[enforce] ?? visible(enforce)}</span>
    ),
    sort: ({ enforce }) => enforce,
  },
  {
    id: 'why',
    title: 'Because',
    cell: ({ waits_for, remarks }) => (
      <span class="why">
        {[...waits_for, ...remarks].map(({ text }) => visible(text)).join('; ')}
      </span>
    ),
  },
];

export function CoverageTable({ rows }: { readonly rows: readonly Coverage[] }) {
  const [by, setBy] = useState<SortBy>({ column: 'namespace', isDown: false });
  return (
    <Table
      label="Coverage by namespace"
      columns={COLUMNS}
      rows={sortRows(rows, COLUMNS, by)}
      rowKey={({ namespace }) => namespace}
      sortBy={by}
      onSort={setBy}
      none="Nothing was seen yet."
    />
  );
}

function NamespaceLink({ namespace }: { readonly namespace: string }) {
  const route = useRoute();
  return <a href={scopedTo(route, 'map', { namespace })}>{visible(namespace)}</a>;
}

/** Never 0 % of what is not nothing, never 100 % of what is not all. */
function percentText(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  const digits = share > 0 && (share < 0.1 || (share > 0.99 && share < 1)) ? 1 : 0;
  return `${(Math.floor(share * 1_000) / 10).toFixed(digits)} %`;
}

function Share({ of }: { readonly of: number }) {
  return (
    <span class="share">
      <meter min={0} max={1} value={of} aria-hidden="true" />
      {percentText(of)}
    </span>
  );
}
