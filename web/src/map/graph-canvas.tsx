/** The canvas of the graph: hover and click choose a node, dragging and buttons move the lens. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWidth } from '../frame/use-width.ts';
import { scaleCanvas, useColours } from './colours.ts';
import { type Drawn, drawGraph, placeOfNode, radiusOf, shownName } from './draw-graph.ts';
import type { Graph } from './graph.ts';
import { useLayout } from './use-layout.ts';
import { useLens } from './use-lens.ts';

const HEIGHT = 560;
const ZOOM = 1.3;

interface GraphCanvasProps {
  readonly graph: Graph;
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}

export function GraphCanvas({ graph, selected, onSelect }: GraphCanvasProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const layout = useLayout(graph);
  const positions = layout?.positions;
  const view = useLens(graph, { positions, width, height: HEIGHT });
  const [hovered, setHovered] = useState(-1);
  const drawn = positions && {
    ...{ graph, positions, lens: view.lens, colours },
    selected: hovered >= 0 ? hovered : selected,
  };
  useEffect(() => {
    if (width === 0) return;
    // As often as the screen shows it, however fast the mouse is.
    const frame = requestAnimationFrame(() => {
      // It may have left the page meanwhile.
      if (!canvas.current) return;
      const context = scaleCanvas(canvas.current, width, HEIGHT);
      if (drawn) drawGraph(context, drawn);
    });
    return () => cancelAnimationFrame(frame);
  });
  return (
    <div ref={box} class="graph">
      <div class="bar">
        <button type="button" onClick={() => view.zoom(ZOOM)} aria-label="Zoom in">
          +
        </button>
        <button type="button" onClick={() => view.zoom(1 / ZOOM)} aria-label="Zoom out">
          −
        </button>
        <button type="button" onClick={view.fit}>
          Fit
        </button>
        <span class="readout" aria-hidden="true">
          {readout(graph, hovered, layout?.done)}
        </span>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Graph of ${graph.nodes.length} places, as in the table beside it`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          view.dragBegin(event.offsetX, event.offsetY);
        }}
        onPointerMove={(event) => {
          if (!view.dragTo(event.offsetX, event.offsetY)) setHovered(nodeAt(drawn, event));
        }}
        onPointerUp={(event) => {
          if (view.dragEnd(event.offsetX, event.offsetY)) onSelect(nodeAt(drawn, event));
        }}
        onPointerLeave={() => setHovered(-1)}
        onWheel={(event) => {
          // The page scrolls, unless somebody means the canvas.
          if (!event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          view.zoom(event.deltaY < 0 ? ZOOM : 1 / ZOOM, event.offsetX, event.offsetY);
        }}
      />
    </div>
  );
}

/** The uppermost node under the mouse; -1: none. */
function nodeAt(drawn: Drawn | undefined, { offsetX, offsetY }: MouseEvent): number {
  if (drawn === undefined) return -1;
  return drawn.graph.nodes.findLastIndex((node, index) => {
    const [x, y] = placeOfNode(drawn, index);
    return Math.hypot(offsetX - x, offsetY - y) <= radiusOf(node) + 4;
  });
}

function readout({ nodes, edges }: Graph, hovered: number, done: number | undefined): string {
  const node = nodes[hovered];
  if (node) return `${shownName(node)}: ${node.connections} connections`;
  if (nodes.length > 0 && (done ?? 0) < 1) return `laying out, ${Math.round((done ?? 0) * 100)} %`;
  return `${nodes.length} nodes, ${edges.length} links. A click chooses a node, dragging moves.`;
}
