/** What there is to watch of TLS files, as metrics of either service. */
import { Counter, Gauge, type Registry } from 'prom-client';
import { TLS_PARTS, type TlsState } from './tls-files.ts';

/** Registers the series under `prefix`; `read` gives undefined where plain text is spoken. */
export function gaugeTls(
  registry: Registry,
  prefix: string,
  read: () => TlsState | undefined,
): void {
  new Counter({
    name: `${prefix}_tls_reload_failures_total`,
    help: 'Looks at TLS files that found something that cannot be used.',
    labelNames: ['part'],
    registers: [registry],
    collect() {
      this.reset();
      for (const part of TLS_PARTS) this.inc({ part }, read()?.failures[part] ?? 0);
    },
  });
  new Gauge({
    name: `${prefix}_tls_certificate_expiry_timestamp_seconds`,
    help: 'When the own certificate in use ends; 0 without one.',
    registers: [registry],
    collect() {
      this.set((read()?.notAfterMs ?? 0) / 1_000);
    },
  });
}
