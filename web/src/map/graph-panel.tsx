/** One namespace's workloads and their peers as a graph, and the same as a table beside it. */
import { useMemo, useState } from 'preact/hooks';
import { useRoute } from '../frame/page-context.ts';
import { countText, numberText, visible } from '../frame/visible.ts';
import { type Route, scopedTo } from '../route/route.ts';
import { type Column, type SortBy, sortRows, Table } from '../table/table.tsx';
import { FATE_TEXTS } from './colours.ts';
import { graphOf } from './graph.ts';
import { GraphCanvas } from './graph-canvas.tsx';
import { Legend } from './legend.tsx';
import type { Link, Place } from './links.ts';

/** Rows of the table; a click on a node narrows it. */
const ROWS_MAX = 200;

interface GraphPanelProps {
  readonly namespace: string;
  readonly links: readonly Link[];
}

export function GraphPanel({ namespace, links }: GraphPanelProps) {
  const inside = useMemo(() => linksWith(links, namespace), [links, namespace]);
  const graph = useMemo(() => graphOf(inside, namespace), [inside, namespace]);
  const [selected, setSelected] = useState(-1);
  const [by, setBy] = useState<SortBy>({ column: 'fate', isDown: false });
  const node = graph.nodes[selected];
  const shown = node
    ? graph.edges
        .filter(({ source, target }) => source === selected || target === selected)
        .flatMap((edge) => edge.links)
    : inside;
  const rows = sortRows(shown, columnsOf(namespace), by).slice(0, ROWS_MAX);
  return (
    <div class="beside">
      <div>
        <Legend isForetold={inside.some(({ fate }) => fate !== undefined)} />
        <GraphCanvas graph={graph} selected={selected} onSelect={setSelected} />
      </div>
      <div>
        <p class="note" aria-live="polite">
          {node ? `${visible(node.name)}: ` : ''}
          {countText(shown.length, 'link')}
          {shown.length > ROWS_MAX && `, ${ROWS_MAX} shown`}{' '}
          {node && (
            <button type="button" onClick={() => setSelected(-1)}>
              Show all
            </button>
          )}
        </p>
        <Table
          label={`Links of ${namespace}`}
          columns={columnsOf(namespace)}
          rows={rows}
          rowKey={({ source, destination }) => `${source.name}\n${destination.name}`}
          sortBy={by}
          onSort={setBy}
          none="No traffic was seen."
        />
      </div>
    </div>
  );
}

function linksWith(links: readonly Link[], namespace: string): Link[] {
  return links.filter(
    ({ source, destination }) =>
      source.namespace === namespace || destination.namespace === namespace,
  );
}

const FATE_ORDER = ['dropped', 'unknown', 'allowed', 'not_policed'];

function columnsOf(namespace: string): readonly Column<Link>[] {
  return [
    {
      id: 'source',
      title: 'From',
      cell: ({ source }) => placeText(source, namespace),
      sort: ({ source }) => source.name,
    },
    {
      id: 'destination',
      title: 'To',
      cell: ({ destination }) => placeText(destination, namespace),
      sort: ({ destination }) => destination.name,
    },
    ...MORE_COLUMNS,
  ];
}

/** The namespace that all is about goes without saying. */
function placeText({ name }: Place, namespace: string): string {
  return visible(name.startsWith(`${namespace}/`) ? name.slice(namespace.length + 1) : name);
}

const MORE_COLUMNS: readonly Column<Link>[] = [
  {
    id: 'traffic',
    title: 'Traffic',
    isShort: true,
    cell: (link) => <TrafficLink link={link} />,
    sort: ({ traffic }) => traffic.join(),
  },
  {
    id: 'fate',
    title: 'Forecast',
    isShort: true,
    cell: ({ fate, sentence }) =>
      fate === undefined ? (
        '–'
      ) : (
        <span class={`fate ${fate}`} title={visible(sentence)}>
          {FATE_TEXTS[fate]}
        </span>
      ),
    sort: ({ fate, connections }) =>
      FATE_ORDER.indexOf(fate ?? '') * 1e9 - Math.min(connections, 1e9 - 1),
  },
  {
    id: 'connections',
    title: 'Connections',
    isNumber: true,
    cell: ({ connections }) => numberText(connections),
    sort: ({ connections }) => connections,
  },
];

/** Kinds of traffic named in a cell; all are behind the link. */
const TRAFFIC_MAX = 3;

function TrafficLink({ link: { source, destination, traffic } }: { readonly link: Link }) {
  const route: Route = useRoute();
  const words = Object.entries({ from: source, to: destination })
    .filter(([, { name, namespace }]) => isWord(name, namespace))
    .map(([word, { name }]) => [word, name]);
  const more = traffic.length - TRAFFIC_MAX;
  const text = traffic.slice(0, TRAFFIC_MAX).join(', ') + (more > 0 ? `, ${more} more` : '');
  return (
    <a
      href={scopedTo(route, 'edges', Object.fromEntries(words))}
      aria-label={`Edges from ${visible(source.name)} to ${visible(destination.name)}: ${text}`}
    >
      {text}
    </a>
  );
}

/** What stands for several is no end that a filter takes. */
function isWord(name: string, namespace: string): boolean {
  return name !== '' && name !== namespace && !name.includes(' ');
}
