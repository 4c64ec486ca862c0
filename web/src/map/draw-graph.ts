/** Draws the graph: links under nodes, names last; a few thousand links in some milliseconds. */
import { visible } from '../frame/visible.ts';
import type { Colours } from './colours.ts';
import type { Graph, GraphEdge, GraphNode } from './graph.ts';

/** From the graph's coordinates to the canvas's: scaled, then shifted. */
export interface Lens {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Drawn {
  readonly graph: Graph;
  readonly positions: Float32Array;
  readonly lens: Lens;
  readonly colours: Colours;
  /** A node that stands out with its links; -1: none does. */
  readonly selected: number;
}

/** With more links arrows would hide the lines. */
const ARROWS_MAX = 600;
/** With more nodes only the selected and its peers, and the busiest, have names. */
const NAMES_MAX = 60;
const NAME_LENGTH_MAX = 32;

export function drawGraph(context: CanvasRenderingContext2D, drawn: Drawn): void {
  const { graph } = drawn;
  const isFaint = drawn.selected >= 0;
  drawEdges(context, drawn, (edge) => !touches(edge, drawn.selected), isFaint ? 0.08 : 0.5);
  if (isFaint) drawEdges(context, drawn, (edge) => touches(edge, drawn.selected), 0.95);
  const near = nearTo(graph, drawn.selected);
  graph.nodes.forEach((node, index) => {
    context.globalAlpha = !isFaint || near.has(index) ? 1 : 0.25;
    drawNode(context, drawn, node, index);
  });
  const named = namedNodes(drawn, near);
  for (const index of named) drawName(context, drawn, index);
  context.globalAlpha = 1;
}

export function radiusOf({ connections, isOwn }: GraphNode): number {
  return (isOwn ? 5 : 4) + Math.min(7, Math.log1p(connections) * 0.7);
}

export function placeOfNode({ positions, lens }: Drawn, index: number): readonly [number, number] {
  return [
    positions[index * 2]! * lens.scale + lens.x,
    positions[index * 2 + 1]! * lens.scale + lens.y,
  ];
}

function touches({ source, target }: GraphEdge, node: number): boolean {
  return source === node || target === node;
}

function nearTo({ edges }: Graph, selected: number): ReadonlySet<number> {
  const touching = edges.filter((edge) => touches(edge, selected));
  return new Set([selected, ...touching.flatMap(({ source, target }) => [source, target])]);
}

function drawEdges(
  context: CanvasRenderingContext2D,
  drawn: Drawn,
  isWanted: (edge: GraphEdge) => boolean,
  alpha: number,
) {
  const { graph, colours } = drawn;
  const wanted = graph.edges.filter(isWanted);
  context.globalAlpha = wanted.length > ARROWS_MAX ? alpha * 0.6 : alpha;
  // Of one colour in one stroke: a stroke for each takes ten times as long.
  const fates = new Set(wanted.map(({ fate }) => fate));
  for (const fate of fates) {
    const alike = wanted.filter((edge) => edge.fate === fate);
    const colour = fate === undefined ? colours.accent : colours.fates[fate];
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = fate === 'dropped' ? 1.6 : 1.1;
    context.setLineDash(fate === 'dropped' ? [5, 3] : []);
    context.beginPath();
    for (const edge of alike) traceEdge(context, drawn, edge);
    context.stroke();
    context.setLineDash([]);
    if (wanted.length > ARROWS_MAX) continue;
    context.beginPath();
    for (const edge of alike) traceArrow(context, drawn, edge);
    context.fill();
  }
}

/** Bent to its right, so that there and back are two lines. */
function bendOf(drawn: Drawn, { source, target }: GraphEdge) {
  const [x1, y1] = placeOfNode(drawn, source);
  const [x2, y2] = placeOfNode(drawn, target);
  const bend = 0.12;
  const x = (x1 + x2) / 2 - (y2 - y1) * bend;
  const y = (y1 + y2) / 2 + (x2 - x1) * bend;
  return { x1, y1, x2, y2, x, y };
}

function traceEdge(context: CanvasRenderingContext2D, drawn: Drawn, edge: GraphEdge) {
  const { x1, y1, x2, y2, x, y } = bendOf(drawn, edge);
  if (edge.source === edge.target) {
    context.moveTo(x1 + 16, y1 - 8);
    context.arc(x1 + 8, y1 - 8, 8, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(x1, y1);
  context.quadraticCurveTo(x, y, x2, y2);
}

const ARROW = 7;

function traceArrow(context: CanvasRenderingContext2D, drawn: Drawn, edge: GraphEdge) {
  if (edge.source === edge.target) return;
  const { x2, y2, x, y } = bendOf(drawn, edge);
  const length = Math.hypot(x2 - x, y2 - y) || 1;
  const [dx, dy] = [(x2 - x) / length, (y2 - y) / length];
  const gap = radiusOf(drawn.graph.nodes[edge.target]!) + 2;
  const [tipX, tipY] = [x2 - dx * gap, y2 - dy * gap];
  const [backX, backY] = [tipX - dx * ARROW, tipY - dy * ARROW];
  context.moveTo(tipX, tipY);
  context.lineTo(backX - dy * ARROW * 0.45, backY + dx * ARROW * 0.45);
  context.lineTo(backX + dy * ARROW * 0.45, backY - dx * ARROW * 0.45);
  context.closePath();
}

function drawNode(context: CanvasRenderingContext2D, drawn: Drawn, node: GraphNode, index: number) {
  const { colours, selected } = drawn;
  const [x, y] = placeOfNode(drawn, index);
  context.beginPath();
  context.arc(x, y, radiusOf(node), 0, 2 * Math.PI);
  context.fillStyle = node.isOwn ? colours.accent : colours.surface;
  context.strokeStyle = node.isOwn ? colours.surface : colours.muted;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
  if (index !== selected) return;
  context.beginPath();
  context.arc(x, y, radiusOf(node) + 4, 0, 2 * Math.PI);
  context.strokeStyle = colours.accent;
  context.lineWidth = 2;
  context.stroke();
}

/** The busiest last, so that their names stand on top. */
function namedNodes({ graph: { nodes }, selected }: Drawn, near: ReadonlySet<number>): number[] {
  const indexes = nodes.map((_, index) => index);
  const busiest = indexes.sort((a, b) => nodes[a]!.connections - nodes[b]!.connections);
  if (selected >= 0) return busiest.filter((index) => near.has(index)).slice(-NAMES_MAX);
  return busiest.slice(-NAMES_MAX);
}

function drawName(context: CanvasRenderingContext2D, drawn: Drawn, index: number) {
  const { colours, graph } = drawn;
  const node = graph.nodes[index]!;
  const [x, y] = placeOfNode(drawn, index);
  const name = shownName(node);
  context.globalAlpha = 1;
  context.font = `${node.isOwn ? 600 : 400} 11.5px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = colours.surface;
  context.fillStyle = node.isOwn ? colours.text : colours.muted;
  const below = y + radiusOf(node) + 3;
  context.strokeText(name, x, below);
  context.fillText(name, x, below);
}

/** Its own namespace goes without saying. */
export function shownName({ name, namespace, isOwn, places }: GraphNode): string {
  const plain = isOwn && name.startsWith(`${namespace}/`) ? name.slice(namespace.length + 1) : name;
  const text = visible(places > 1 && !isOwn ? `${plain} (${places})` : plain);
  return text.length > NAME_LENGTH_MAX ? `${text.slice(0, NAME_LENGTH_MAX - 1)}…` : text;
}
