import { expect, it } from 'vitest';
import { Cluster } from '../../../bench/simulate/cluster.ts';
import { FlowMaker } from '../../../bench/simulate/flow-maker.ts';
import { connectionsIn, createTraffic } from '../../../bench/simulate/traffic.ts';
import { differences, TOTALS_BY, Truth } from '../../../bench/simulate/truth.ts';
import { type EdgeGroup, groupEdges } from '../../../src/flow/edge-groups.ts';
import { edgeSelector } from '../../../src/flow/edge-selection.ts';

const SEEN_US = 1_764_000_000_000_000;
const WINDOWS = 3;

/** What the nodes see in some windows, as the truth has it and as the product adds it up. */
function simulated() {
  const cluster = new Cluster(10, 3);
  const traffic = createTraffic(cluster, { edgesPerNode: 80, activeShare: 0.4, seed: 5 });
  const truth = new Truth(cluster, traffic);
  const flows = new FlowMaker(cluster, traffic);
  const selection = edgeSelector({})();
  for (let window = 0; window < WINDOWS; window++) {
    cluster.replace(window);
    for (const [node, edges] of traffic.seenBy.entries()) {
      // The last node never tells of its last window: its peers have the larger side.
      if (node === cluster.nodes - 1 && window === WINDOWS - 1) continue;
      for (const edge of edges) {
        const connections = connectionsIn(edge, window, traffic.rate[edge]!);
        if (connections === 0) continue;
        const flow = flows.flow({ edge, node, connections, window, nowUs: SEEN_US });
        selection.add(`node-${node}`, flow);
        const isEgress = flows.isSource(node, edge);
        const isIngress = flows.isDestination(node, edge);
        truth.add(edge, { ...flow, isEgress, isIngress });
      }
    }
  }
  const groups = groupEdges(selection.edges(), TOTALS_BY, new Set());
  return { totals: truth.totals(), groups };
}

async function* streamed(groups: readonly EdgeGroup[]): AsyncGenerator<EdgeGroup> {
  yield* groups;
}

it('expects exactly what the product makes of the flows', async () => {
  const { totals, groups } = simulated();
  expect(groups.length).toBeGreaterThan(100);
  expect(await differences(totals, streamed(groups))).toEqual([]);
});

it('tells a count that is off by one, a group too many, and one that is missing', async () => {
  const { totals, groups } = simulated();
  const [first, second, ...rest] = groups as [EdgeGroup, EdgeGroup, ...EdgeGroup[]];
  const off = { ...first, lines: first.lines + 1 };
  const invented = { ...second, values: ['nowhere', '', '1'], edges: 1, lines: 0 };
  const none = { ...invented, connections: 0, bytes: 0 };
  expect(await differences(totals, streamed([off, none, ...rest]))).toEqual([
    `${first.values.join(' ')}: ${off.lines} lines, not ${first.lines}`,
    'nowhere  1: 1 edges, not 0',
    `${second.values.join(' ')}: missing`,
  ]);
});
