/**
 * Lays a graph out by forces, beside the page's own thread: own workloads in the middle, their
 * peers round them. Positions are told as they get better.
 */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceRadial,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';

export interface LayoutQuestion {
  readonly isOwn: readonly boolean[];
  /** Pairs of indexes. */
  readonly links: readonly (readonly [number, number])[];
}

export interface LayoutAnswer {
  /** x and y of each node in turn, round 0. */
  readonly positions: Float32Array;
  /** From 0 to 1. */
  readonly done: number;
}

interface LaidNode extends SimulationNodeDatum {
  readonly isOwn: boolean;
}

const TICKS = 240;
/** Between two tellings. */
const TICKS_TOLD = 12;

self.addEventListener('message', ({ data }: MessageEvent<LayoutQuestion>) => {
  const nodes: LaidNode[] = data.isOwn.map((isOwn) => ({ isOwn }));
  const spread = 34 * Math.sqrt(nodes.length + 4);
  const links = data.links.map(([source, target]) => ({ source, target }));
  const simulation = forceSimulation(nodes)
    .stop()
    .alphaDecay(1 - 0.001 ** (1 / TICKS))
    .force('link', forceLink(links).distance(70).strength(0.08))
    .force('charge', forceManyBody().strength(-160).distanceMax(400))
    .force('collide', forceCollide(24))
    .force(
      'ring',
      forceRadial<LaidNode>(spread, 0, 0).strength(({ isOwn }) => (isOwn ? 0 : 0.25)),
    )
    // Wider than high, as screens and names are.
    .force(
      'x',
      forceX<LaidNode>(0).strength(({ isOwn }) => (isOwn ? 0.05 : 0)),
    )
    .force(
      'y',
      forceY<LaidNode>(0).strength(({ isOwn }) => (isOwn ? 0.08 : 0.03)),
    );
  for (let tick = 1; tick <= TICKS; tick++) {
    simulation.tick();
    if (tick % TICKS_TOLD !== 0) continue;
    const positions = new Float32Array(nodes.flatMap(({ x = 0, y = 0 }) => [x, y]));
    const answer: LayoutAnswer = { positions, done: tick / TICKS };
    self.postMessage(answer);
  }
});
