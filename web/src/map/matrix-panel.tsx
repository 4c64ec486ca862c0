/** The matrix of namespaces, and the same as a table beside it. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { usePage, useRoute } from '../frame/page-context.ts';
import { useWidth } from '../frame/use-width.ts';
import { countText, numberText, visible } from '../frame/visible.ts';
import { type Route, routeText, scopedTo, withWords } from '../route/route.ts';
import { type Column, type SortBy, sortRows, Table } from '../table/table.tsx';
import { FATE_TEXTS, scaleCanvas, useColours } from './colours.ts';
import { type Cell, cellAt, drawMatrix, type Layout, layoutMatrix } from './draw-matrix.ts';
import { Legend } from './legend.tsx';
import { type Pair, placesOf, worstFate } from './pairs.ts';

/** Rows of the table; a conditions narrows it. */
const ROWS_MAX = 200;

export function MatrixPanel({ pairs }: { readonly pairs: readonly Pair[] }) {
  const [by, setBy] = useState<SortBy>({ column: 'dropped', isDown: true });
  const rows = sortRows(pairs, COLUMNS, by).slice(0, ROWS_MAX);
  const isForetold = pairs.some((pair) => worstFate(pair) !== undefined);
  return (
    <div class="beside">
      <div>
        <Legend isForetold={isForetold} />
        <Matrix pairs={pairs} />
      </div>
      <Table
        label="Traffic by namespace"
        columns={isForetold ? COLUMNS : COLUMNS.filter(({ id }) => id !== 'dropped')}
        rows={rows}
        rowKey={({ source, destination }) => `${source} ${destination}`}
        sortBy={by}
        onSort={setBy}
        none="No traffic was seen."
      />
    </div>
  );
}

const COLUMNS: readonly Column<Pair>[] = [
  {
    id: 'source',
    title: 'From',
    cell: ({ source }) => <PlaceLink place={source} />,
    sort: ({ source }) => source,
  },
  {
    id: 'destination',
    title: 'To',
    cell: ({ destination }) => <PlaceLink place={destination} />,
    sort: ({ destination }) => destination,
  },
  {
    id: 'dropped',
    title: 'Dropped',
    isNumber: true,
    cell: ({ fates }) =>
      fates.dropped > 0 ? <span class="fate dropped">{numberText(fates.dropped)}</span> : '–',
    sort: ({ fates, connections }) => fates.dropped * 1e9 + connections,
  },
  {
    id: 'edges',
    title: 'Edges',
    isNumber: true,
    cell: (pair) => <EdgesLink pair={pair} />,
    sort: ({ edges }) => edges,
  },
  {
    id: 'connections',
    title: 'Connections',
    isNumber: true,
    cell: ({ connections }) => numberText(connections),
    sort: ({ connections }) => connections,
  },
];

function PlaceLink({ place }: { readonly place: string }) {
  const route = useRoute();
  if (place.startsWith('(')) return <>{place}</>;
  return <a href={drillTo(route, place)}>{visible(place)}</a>;
}

function EdgesLink({ pair: { source, destination, edges } }: { readonly pair: Pair }) {
  const route = useRoute();
  const ends = Object.entries({ from: source, to: destination })
    .filter(([, place]) => !place.startsWith('('))
    .map(([word, place]) => [word, `${place}/`]);
  return (
    <a
      href={scopedTo(route, 'edges', Object.fromEntries(ends))}
      aria-label={`${countText(edges, 'edge')} from ${source} to ${destination}`}
    >
      {numberText(edges)}
    </a>
  );
}

function drillTo({ words }: Route, namespace: string): string {
  return routeText('map', withWords(words, { namespace }));
}

function Matrix({ pairs }: { readonly pairs: readonly Pair[] }) {
  const { router } = usePage();
  const route = useRoute();
  const [box, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const [at, setAt] = useState<Cell | undefined>();
  const layout = useMemo(() => layoutMatrix(placesOf(pairs), width), [pairs, width]);
  useEffect(() => {
    if (!canvas.current) return;
    const context = scaleCanvas(canvas.current, layout.size, layout.size);
    drawMatrix(context, layout, pairs, { colours, at });
  }, [layout, pairs, colours, at]);
  const point = (event: MouseEvent) => cellAt(layout, event.offsetX, event.offsetY);
  const drill = (cell: Cell | undefined) => {
    const place = cell && placeToDrill(layout, cell);
    if (place !== undefined) router.go(drillTo(route, place));
  };
  return (
    <div ref={box} class="matrix">
      <p class="readout" aria-hidden="true">
        {readout(layout, pairs, at)}
      </p>
      <div class="canvas-box">
        <canvas
          ref={canvas}
          role="img"
          aria-label={`Matrix of ${layout.places.length} namespaces, as in the table beside it`}
          onMouseMove={(event) => setAt(point(event))}
          onMouseLeave={() => setAt(undefined)}
          onClick={(event) => drill(point(event))}
        />
      </div>
    </div>
  );
}

/** The row's namespace; of names and rows without one, the column's. */
function placeToDrill({ places }: Layout, { row, column }: Cell): string | undefined {
  return [places[row], places[column]].find((place) => place && !place.startsWith('('));
}

function readout({ places }: Layout, pairs: readonly Pair[], at: Cell | undefined): string {
  if (at === undefined) return 'Rows talk to columns. A click opens a namespace.';
  const [source, destination] = [places[at.row], places[at.column]];
  if (source === undefined || destination === undefined) {
    return visible(source ?? destination ?? '');
  }
  const pair = pairs.find((known) => known.source === source && known.destination === destination);
  const ends = visible(`${source} → ${destination}`);
  if (pair === undefined) return `${ends}: nothing seen`;
  const fate = worstFate(pair);
  const dropped = pair.fates.dropped;
  const told =
    dropped > 0 ? `, ${numberText(dropped)} dropped` : fate ? `, ${FATE_TEXTS[fate]}` : '';
  const sums = `${countText(pair.edges, 'edge')}, ${countText(pair.connections, 'connection')}`;
  return `${ends}: ${sums}${told}`;
}
