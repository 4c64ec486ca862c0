/** Nodes with what they found out about themselves, and what of their records is lost. */
import type { Loss, NodeState } from '../api/status.ts';
import { numberText, timeText, visible } from '../frame/visible.ts';
import { type Column, Table } from '../table/table.tsx';
import { nodeState } from './figures.tsx';

const NODE_COLUMNS: readonly Column<NodeState>[] = [
  { id: 'node', title: 'Node', cell: ({ cluster, node }) => visible(nodeName(cluster, node)) },
  {
    id: 'state',
    title: 'State',
    cell: (node) => {
      const state = nodeState(node);
      return <span class={state === 'observed' ? 'good' : 'bad'}>{state}</span>;
    },
  },
  { id: 'source', title: 'Source', cell: ({ source }) => visible(source) },
  { id: 'until', title: 'Read up to', cell: ({ observed_until }) => timeText(observed_until) },
  {
    id: 'lines',
    title: 'LOG lines',
    isNumber: true,
    cell: ({ lines }) => numberText(lines),
  },
  { id: 'checks', title: 'Checks', cell: (node) => <Checks node={node} /> },
  { id: 'version', title: 'Agent', cell: ({ version }) => visible(version) },
];

export function NodeTable({ nodes }: { readonly nodes: readonly NodeState[] }) {
  return (
    <Table
      label="Nodes, one by one"
      columns={NODE_COLUMNS}
      rows={nodes}
      rowKey={({ cluster, node }) => `${cluster}/${node}`}
      none="No agent has ever connected."
    />
  );
}

function nodeName(cluster: string, node: string): string {
  return cluster === '' ? node : `${cluster}/${node}`;
}

function Checks({ node: { checks } }: { readonly node: NodeState }) {
  const told = checks.filter(({ state }) => state === 'warn' || state === 'fail');
  if (told.length === 0) return <span class="note">nothing to tell</span>;
  return (
    <details class="checks">
      <summary class="bad">{told.map(({ name }) => visible(name)).join(', ')}</summary>
      <ul>
        {told.map(({ name, state, detail }) => (
          <li key={name}>
            <strong>
              {visible(name)} ({state})
            </strong>
            : {visible(detail)}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface NodeLoss extends Loss {
  readonly node: string;
}

const LOSS_COLUMNS: readonly Column<NodeLoss>[] = [
  { id: 'node', title: 'Node', cell: ({ node }) => visible(node) },
  { id: 'source', title: 'Source', cell: ({ source }) => visible(source) },
  { id: 'cause', title: 'Cause', cell: ({ cause }) => visible(cause) },
  {
    id: 'count',
    title: 'Records',
    isNumber: true,
    cell: ({ count }) => (count === null ? 'not known' : numberText(count)),
  },
  { id: 'first', title: 'From', cell: ({ first }) => timeText(first) },
  { id: 'last', title: 'To', cell: ({ last }) => timeText(last) },
];

export function LossTable({ nodes }: { readonly nodes: readonly NodeState[] }) {
  const losses = nodes.flatMap(({ cluster, node, losses }) =>
    losses.map((loss) => ({ ...loss, node: nodeName(cluster, node) })),
  );
  return (
    <Table
      label="Loss ledger"
      columns={LOSS_COLUMNS}
      rows={losses}
      rowKey={(_, index) => index}
      none="No record is known to be lost."
    />
  );
}
