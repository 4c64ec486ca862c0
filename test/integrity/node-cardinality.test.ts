/**
 * Promise: one node cannot fill the store. A node that scans has its share of distinct flows; the
 * rest is counted without detail, to the last line, over a restart; and it is said.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { accountOf, flowOf } from '../aggregator/examples.ts';
import { Running } from '../aggregator/running.ts';
import { ShippingAgent } from './shipping-agent.ts';

const SHARE = 400;
const BATCH_FLOWS = 2_000;

/** Every flow goes to an address and a port of its own. */
function scan(from: number): Flow[] {
  return Array.from({ length: BATCH_FLOWS }, (_, i) => {
    const destination = unnamedEndpoint(`198.18.${(from + i) >> 8}.${(from + i) & 255}`);
    return flowOf({ destination, port: (from + i) % 60_000, lines: 1 });
  });
}

it('keeps the share of a node that scans, and counts all of its lines', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-cardinality-'));
  const options = { store: join(folder, 'flows.db'), nodeFlowsPerHour: String(SHARE) };
  for (const round of [0, 1]) {
    const running = await Running.open(options);
    {
      await using agent = new ShippingAgent(running.aggregator.grpc, { instance: `i-${round}` });
      for (const batch of [0, 1]) {
        const flows = scan((round * 2 + batch) * BATCH_FLOWS);
        await agent.ship({ flows, account: accountOf(BATCH_FLOWS) });
      }
      await agent.delivered();
      expect(agent.warnings()).toEqual([]);
    }
    const never = new AbortController().signal;
    const edges = [];
    for await (const edge of running.query().listEdges({ filter: {}, limit: 0 }, never)) {
      edges.push(edge);
    }
    const lines = 2 * BATCH_FLOWS * (round + 1);
    expect(edges.reduce((sum, edge) => sum + edge.lines, 0)).toBe(lines);
    expect(edges.length).toBeLessThanOrEqual(SHARE * 1.25 + 1);
    const [node] = (await running.query().getStatus()).nodes;
    expect(node).toMatchObject({ lines, coarsened: lines - SHARE });
    const json = await (await running.get('/api/v1/status')).json();
    expect(json).toMatchObject({ nodes: [{ coarsened: lines - SHARE, throttled_us: 0 }] });
    await running.close();
  }
  rmSync(folder, { recursive: true });
}, 60_000);
