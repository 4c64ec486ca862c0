/** Draws the matrix: sources are rows, destinations columns. */
import { visible } from '../frame/visible.ts';
import { type Colours, strength } from './colours.ts';
import { type Pair, worstFate } from './pairs.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface Layout {
  readonly places: readonly string[];
  readonly cell: number;
  /** Room for names, left and above. */
  readonly margin: number;
  readonly size: number;
}

const CELL_MIN = 7;
const CELL_MAX = 30;
const NAME_LENGTH_MAX = 24;

export function layoutMatrix(places: readonly string[], width: number): Layout {
  const longest = Math.max(0, ...places.map((place) => Math.min(place.length, NAME_LENGTH_MAX)));
  const margin = 14 + longest * 6.2;
  const fitting = Math.floor((width - margin - 2) / Math.max(places.length, 1));
  const cell = Math.max(CELL_MIN, Math.min(CELL_MAX, fitting));
  return { places, cell, margin, size: margin + cell * places.length + 2 };
}

/** The cell at a place of the canvas; a row of -1 or a column of -1: a name. */
export function cellAt({ places, cell, margin }: Layout, x: number, y: number): Cell | undefined {
  const column = x < margin ? -1 : Math.floor((x - margin) / cell);
  const row = y < margin ? -1 : Math.floor((y - margin) / cell);
  if (column >= places.length || row >= places.length || (row < 0 && column < 0)) return undefined;
  return { row, column };
}

export function drawMatrix(
  context: CanvasRenderingContext2D,
  layout: Layout,
  pairs: readonly Pair[],
  { colours, at }: { readonly colours: Colours; readonly at: Cell | undefined },
): void {
  drawGrid(context, layout, colours, at);
  drawNames(context, layout, colours, at);
  const { places, cell, margin } = layout;
  const index = new Map(places.map((place, i) => [place, i]));
  const most = Math.max(1, ...pairs.map(({ connections }) => connections));
  for (const pair of pairs) {
    const fate = worstFate(pair);
    const x = margin + index.get(pair.destination)! * cell;
    const y = margin + index.get(pair.source)! * cell;
    context.globalAlpha = strength(pair.connections, most);
    context.fillStyle = fate === undefined ? colours.accent : colours.fates[fate];
    context.fillRect(x + 1, y + 1, cell - 1, cell - 1);
    if (fate !== 'dropped' || cell < 14) continue;
    context.strokeStyle = colours.surface;
    drawCross(context, { x, y, cell });
  }
  context.globalAlpha = 1;
}

/** So that red is told from green by those who see no red. */
function drawCross(
  context: CanvasRenderingContext2D,
  { x, y, cell }: { readonly x: number; readonly y: number; readonly cell: number },
) {
  const inset = cell * 0.33;
  context.globalAlpha = 0.9;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x + 1 + inset, y + 1 + inset);
  context.lineTo(x + cell - inset, y + cell - inset);
  context.moveTo(x + cell - inset, y + 1 + inset);
  context.lineTo(x + 1 + inset, y + cell - inset);
  context.stroke();
}

function drawGrid(
  context: CanvasRenderingContext2D,
  { places, cell, margin, size }: Layout,
  { border, accent }: Colours,
  at: Cell | undefined,
) {
  const end = size - 1;
  context.globalAlpha = 0.12;
  context.fillStyle = accent;
  if (at && at.row >= 0) context.fillRect(0, margin + at.row * cell, end, cell);
  if (at && at.column >= 0) context.fillRect(margin + at.column * cell, 0, cell, end);
  context.globalAlpha = 1;
  context.strokeStyle = border;
  context.lineWidth = 1;
  context.beginPath();
  for (let i = 0; i <= places.length; i++) {
    const offset = Math.round(margin + i * cell) + 0.5;
    context.moveTo(margin, offset);
    context.lineTo(end, offset);
    context.moveTo(offset, margin);
    context.lineTo(offset, end);
  }
  context.stroke();
}

function drawNames(
  context: CanvasRenderingContext2D,
  { places, cell, margin }: Layout,
  { text, muted }: Colours,
  at: Cell | undefined,
) {
  const isReadable = cell >= 10;
  context.font = `${Math.min(12, Math.max(9, cell - 2))}px system-ui, sans-serif`;
  context.textBaseline = 'middle';
  places.forEach((place, i) => {
    const isAt = at?.row === i;
    const isUnder = at?.column === i;
    const middle = margin + i * cell + cell / 2;
    const name = shorten(visible(place));
    context.fillStyle = isAt ? text : muted;
    context.textAlign = 'right';
    if (isReadable || isAt) context.fillText(name, margin - 6, middle);
    context.save();
    context.translate(middle, margin - 6);
    context.rotate(-Math.PI / 2);
    context.fillStyle = isUnder ? text : muted;
    context.textAlign = 'left';
    if (isReadable || isUnder) context.fillText(name, 0, 0);
    context.restore();
  });
}

function shorten(name: string): string {
  return name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX - 1)}…` : name;
}
