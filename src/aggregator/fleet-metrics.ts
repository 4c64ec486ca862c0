/**
 * The nodes as metrics, read when the page is asked for. A store that does not answer must not hold
 * the page up: then these series are missing, which an alert of its own tells.
 */
import { Gauge, type Registry } from 'prom-client';
import type { Fleet } from './fleet.ts';
import { readInTime } from './read-in-time.ts';

/** Registers them; `read` may reject or hang, and costs a twentieth at most. */
export function gaugeFleet(registry: Registry, read: () => Promise<Fleet>): void {
  const readOnce = readInTime(read);
  const counts = (
    [name, label, help]: readonly [string, string, string],
    of: (fleet: Fleet) => Readonly<Record<string, number>>,
  ) =>
    new Gauge({
      ...{ name: `dropcast_aggregator_${name}`, help, labelNames: [label] },
      registers: [registry],
      async collect() {
        const fleet = await readOnce();
        this.reset();
        for (const [word, count] of Object.entries(fleet ? of(fleet) : {})) {
          this.set({ [label]: word }, count);
        }
      },
    });
  counts(['nodes', 'state', 'Nodes, by whether they are observed.'], ({ nodes }) => nodes);
  counts(
    ['nodes_checked', 'state', 'Nodes that are heard of, by the worst of their checks.'],
    ({ checks }) => checks,
  );
  counts(
    ['agents', 'version', "Agents that are heard of, by their version beside the aggregator's."],
    ({ versions }) => versions,
  );
  new Gauge({
    name: 'dropcast_aggregator_observed_until_timestamp_seconds',
    help: 'Up to when all nodes that are heard of have read everything; 0 without one.',
    registers: [registry],
    async collect() {
      const fleet = await readOnce();
      if (fleet === undefined) this.remove();
      else this.set(fleet.observedUntilUs / 1e6);
    },
  });
}
