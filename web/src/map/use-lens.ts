/** Where one looks at the graph, and how near: all of it, until somebody moves or zooms. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lens } from './draw-graph.ts';
import type { Graph } from './graph.ts';

export interface View {
  readonly positions: Float32Array | undefined;
  readonly width: number;
  readonly height: number;
}

export interface MovableLens {
  readonly lens: Lens;
  /** Keeps the point where it is; the middle unless said. */
  zoom(factor: number, x?: number, y?: number): void;
  fit(): void;
  dragBegin(x: number, y: number): void;
  /** Whether somebody drags. */
  dragTo(x: number, y: number): boolean;
  /** Whether it was a click, where it began. */
  dragEnd(x: number, y: number): boolean;
}

interface Drag {
  readonly x: number;
  readonly y: number;
  readonly lens: Lens;
}

/** Nearer than this to where it began is a click. */
const CLICK_DISTANCE = 4;
/** Room for names at the border, sideways and up and down. */
const PADDING = [84, 44] as const;
const SCALE_MAX = 1.6;

export function useLens(graph: Graph, { positions, width, height }: View): MovableLens {
  const [moved, setMoved] = useState<Lens | undefined>();
  const drag = useRef<Drag | undefined>(undefined);
  useEffect(() => setMoved(undefined), [graph]);
  const lens = moved ?? fitLens({ positions, width, height });
  return {
    lens,
    zoom: (factor, x = width / 2, y = height / 2) =>
      setMoved({
        scale: lens.scale * factor,
        x: x - (x - lens.x) * factor,
        y: y - (y - lens.y) * factor,
      }),
    fit: () => setMoved(undefined),
    dragBegin(x, y) {
      drag.current = { x, y, lens };
    },
    dragTo(x, y) {
      const begun = drag.current;
      if (begun === undefined) return false;
      const { lens: before } = begun;
      setMoved({ ...before, x: before.x + x - begun.x, y: before.y + y - begun.y });
      return true;
    },
    dragEnd(x, y) {
      const begun = drag.current;
      drag.current = undefined;
      return begun !== undefined && Math.hypot(x - begun.x, y - begun.y) < CLICK_DISTANCE;
    },
  };
}

/** Shows all of it, in the middle. */
function fitLens({ positions, width, height }: View): Lens {
  const middle = { x: width / 2, y: height / 2 };
  if (!positions || positions.length === 0 || width === 0) return { scale: 1, ...middle };
  const xs = positions.filter((_, i) => i % 2 === 0);
  const ys = positions.filter((_, i) => i % 2 === 1);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    SCALE_MAX,
    (width - 2 * PADDING[0]) / Math.max(right - left, 1),
    (height - 2 * PADDING[1]) / Math.max(bottom - top, 1),
  );
  return {
    scale,
    x: middle.x - ((left + right) / 2) * scale,
    y: middle.y - ((top + bottom) / 2) * scale,
  };
}
