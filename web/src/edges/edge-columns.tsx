/** The columns of a list of edges, and the fields of an edge that they need. */
import { type Edge, type End, edgeWords, endText, endWord, trafficText } from '../api/edge.ts';
import { withCondition } from '../filter/conditions.ts';
import { useRoute } from '../frame/page-context.ts';
import { numberText, timeText, visible } from '../frame/visible.ts';
import { routeText, scopedTo } from '../route/route.ts';
import type { Column } from '../table/table.tsx';

export const EDGE_FIELDS = [
  'source',
  'destination',
  'protocol',
  'port',
  'icmp_type',
  'direction',
  'verdict',
  'outcome',
  'is_reply',
  'pre_existing',
  'lines',
  'connections',
  'last_seen',
] as const satisfies readonly (keyof Edge)[];

export const EDGE_COLUMNS: readonly Column<Edge>[] = [
  {
    id: 'source',
    title: 'Source',
    cell: ({ source }) => <EndCell end={source} word="from" />,
    sort: ({ source }) => endText(source),
  },
  {
    id: 'destination',
    title: 'Destination',
    cell: ({ destination }) => <EndCell end={destination} word="to" />,
    sort: ({ destination }) => endText(destination),
  },
  {
    id: 'traffic',
    title: 'Traffic',
    isShort: true,
    cell: (edge) => <TrafficCell edge={edge} />,
    sort: ({ protocol, port }) => `${protocol} ${String(port ?? '').padStart(5, '0')}`,
  },
  {
    id: 'connections',
    title: 'Connections',
    isNumber: true,
    cell: ({ connections }) => numberText(connections),
    sort: ({ connections }) => connections,
  },
  {
    id: 'lines',
    title: 'Lines',
    isNumber: true,
    cell: ({ lines }) => numberText(lines),
    sort: ({ lines }) => lines,
  },
  {
    id: 'outcome',
    title: 'Outcome',
    cell: ({ outcome }) => <span class={`outcome ${outcome}`}>{outcome}</span>,
    sort: ({ outcome }) => outcome,
  },
  {
    id: 'verdict',
    title: 'Verdict',
    cell: ({ verdict }) => <span class={`verdict ${verdict}`}>{verdict}</span>,
    sort: ({ verdict }) => verdict,
  },
  { id: 'side', title: 'Seen at', cell: ({ direction }) => direction },
  {
    id: 'last_seen',
    title: 'Last seen',
    isShort: true,
    cell: ({ last_seen }) => timeText(last_seen),
    sort: ({ last_seen }) => last_seen ?? '',
  },
];

interface EndCellProps {
  readonly end: End;
  readonly word: 'from' | 'to';
}

/** A link that leaves only the edges of this end. */
function EndCell({ end, word }: EndCellProps) {
  const route = useRoute();
  const name = endText(end);
  const filter = end.workload ? `${end.namespace}/${end.workload.name}` : endWord(end);
  const pod = end.kind === 'pod' && end.workload ? end.name : '';
  if (filter === '') return <>{name}</>;
  const target = routeText('edges', withCondition(route.words, word, filter));
  return (
    <span class="end">
      <a href={target} title={`Only edges ${word} ${visible(filter)}`}>
        {name}
      </a>
      {pod && <span class="pod"> {visible(pod)}</span>}
    </span>
  );
}

function TrafficCell({ edge }: { readonly edge: Edge }) {
  const route = useRoute();
  const text = trafficText(edge);
  const marks = [edge.is_reply && 'reply', edge.pre_existing && 'open before'].filter(Boolean);
  return (
    <>
      <a
        href={scopedTo(route, 'edge', edgeWords(edge))}
        aria-label={`Details: ${endText(edge.source)} to ${endText(edge.destination)}, ${text}`}
      >
        {text}
      </a>
      {marks.length > 0 && <span class="note"> {marks.join(', ')}</span>}
    </>
  );
}
