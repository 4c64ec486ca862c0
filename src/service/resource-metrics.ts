/** What is watched of the API server, as metrics of either service: labels are resource names. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ResourceCounts } from '../flow/resource-state.ts';

/** Registers the series under `prefix`; they are read when the page is asked for. */
export function gaugeResources(
  registry: Registry,
  prefix: string,
  read: () => readonly ResourceCounts[],
): void {
  const labelNames = ['resource'] as const;
  const registers = [registry];
  const gauge = (what: string, help: string, value: (state: ResourceCounts) => number) =>
    new Gauge({
      name: `${prefix}_kube_${what}`,
      ...{ help, labelNames, registers },
      collect() {
        for (const state of read()) this.set({ resource: state.resource }, value(state));
      },
    });
  const total = (what: string, help: string, value: (state: ResourceCounts) => number) =>
    new Counter({
      name: `${prefix}_kube_${what}_total`,
      ...{ help, labelNames, registers },
      collect() {
        this.reset();
        for (const state of read()) this.inc({ resource: state.resource }, value(state));
      },
    });
  gauge('synced', '1 once all objects of the resource were told.', (s) => Number(s.isSynced));
  gauge(
    'current_timestamp_seconds',
    'When the API server last told something of the resource; 0 before.',
    (s) => s.currentUs / 1e6,
  );
  total('lists', 'Whole lists.', (s) => s.lists);
  total('watches', 'Watches that the API server accepted.', (s) => s.watches);
  total('failures', 'Lists and watches that failed.', (s) => s.failures);
  total('events', 'Changes of objects.', (s) => s.events);
  total('malformed', 'Objects that could not be read and are left out.', (s) => s.malformed);
}
