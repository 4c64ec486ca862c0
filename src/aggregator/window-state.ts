/** The logging window as monitoring sees it: whether one is open, until when, and when seen. */
import { Gauge, type Registry } from 'prom-client';
import type { WindowRecord } from '../policy/window/window-record.ts';

export interface WindowState {
  readonly isOpen: boolean;
  /** When the last of what is open ends; 0: there is none, or what stands there is no time. */
  readonly endsAtUs: number;
  /** When it was last seen what is open; 0: never yet. */
  readonly seenUs: number;
}

export const WINDOW_UNSEEN: WindowState = { isOpen: false, endsAtUs: 0, seenUs: 0 };

export function windowState(open: readonly WindowRecord[], seenUs: number): WindowState {
  const ends = open.map(({ endsAtUs }) => endsAtUs ?? 0);
  return { isOpen: open.length > 0, endsAtUs: Math.max(0, ...ends), seenUs };
}

/** Registers the series; `read` gives undefined where nobody looks for windows: then none shows. */
export function gaugeWindow(registry: Registry, read: () => WindowState | undefined): void {
  const gauge = (what: string, help: string, value: (state: WindowState) => number) =>
    new Gauge({
      ...{ name: `dropcast_aggregator_window_${what}`, help, registers: [registry] },
      collect() {
        const state = read();
        if (state === undefined) this.remove();
        else this.set(value(state));
      },
    });
  gauge('open', '1 while a logging window is open.', ({ isOpen }) => Number(isOpen));
  gauge(
    'end_timestamp_seconds',
    'When the open window ends; 0 without one.',
    ({ endsAtUs }) => endsAtUs / 1e6,
  );
  gauge(
    'seen_timestamp_seconds',
    'When it was last seen which windows are open; 0 before.',
    ({ seenUs }) => seenUs / 1e6,
  );
}
