/**
 * What monitoring knows of every process, under the names that Prometheus' client libraries agree
 * on, and which build it is.
 */
import { Counter, Gauge, type Registry } from 'prom-client';

/** Registers them; `prefix` is of the service, `version` its own. */
export function gaugeProcess(registry: Registry, prefix: string, version: string): void {
  const registers = [registry];
  new Gauge({
    ...{ name: `${prefix}_build_info`, registers, labelNames: ['version'] },
    help: '1, with the version as its label.',
  }).set({ version }, 1);
  new Counter({
    ...{ name: 'process_cpu_seconds_total', registers },
    help: 'Processor time of the process, all its threads.',
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  new Gauge({
    ...{ name: 'process_resident_memory_bytes', registers },
    help: 'Memory of the process that is in RAM.',
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    ...{ name: 'process_start_time_seconds', registers },
    help: 'When the process was started.',
  }).set((Date.now() - process.uptime() * 1_000) / 1_000);
}
