/** The simulation's command line. */
import { fraction, readCommandLine, wholeNumber } from '../command-line.ts';
import { PODS_PER_NODE } from './cluster.ts';

export const USAGE = `usage: npm run simulate -- [--agents N] [--edges N] [--minutes M]
  --agents N     nodes, each with one agent and one TCP connection (1000)
  --edges N      distinct edges that a node sees, on average (500)
  --active S     share of them with a connection in one window (0.2)
  --minutes M    for how long (2)
  --window S     seconds from one batch of an agent to the next (10)
  --hours N      as if N hours passed meanwhile, up to now (real time)
  --churn N      pods that are replaced in a second (one in 7,200)
  --kill N       kill the aggregator with SIGKILL so many times
  --queries      ask meanwhile
  --store PLACE  embedded (a file that is removed), clickhouse (an engine of its own), or as of
                 dropcast aggregator: must be new (embedded)
  --json FILE    write the figures there, too
  --seed N       of pods and edges (1)
  --smoke        40 agents for some seconds, with a kill and questions`;

const MINUTE_MS = 60_000;
const HOURS_MAX = 24 * 365;

export interface Options {
  readonly agents: number;
  readonly edgesPerNode: number;
  readonly activeShare: number;
  readonly durationMs: number;
  readonly windowMs: number;
  /** 0: as time passes. */
  readonly hours: number;
  readonly replacedPerSecond: number;
  readonly kills: number;
  readonly isAsking: boolean;
  readonly store: string;
  readonly json: string | undefined;
  readonly seed: number;
}

const SMOKE = {
  agents: '40',
  edges: '60',
  active: '0.5',
  minutes: '0.1',
  window: '0.5',
  hours: '3',
  churn: '5',
  kill: '1',
  queries: true,
};

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** Throws UsageError. */
export function readOptions(): Options {
  const { values: given } = readCommandLine({
    options: {
      ...{ agents: text, edges: text, active: text, minutes: text, window: text, hours: text },
      ...{
        churn: text,
        kill: text,
        queries: flag,
        store: text,
        seed: text,
        json: text,
        smoke: flag,
      },
    },
  });
  const values = given.smoke ? { ...SMOKE, ...given } : given;
  const whole = (name: 'agents' | 'edges' | 'kill' | 'seed', least: number, fallback: number) =>
    wholeNumber(name, values[name], { least, fallback });
  const number =
    (name: 'active' | 'minutes' | 'window' | 'hours' | 'churn', most: number) =>
    (fallback: number) =>
      fraction(name, values[name], { most, fallback });
  const agents = whole('agents', 1, 1_000);
  return {
    agents,
    edgesPerNode: whole('edges', 5, 500),
    activeShare: number('active', 0.95)(0.2),
    durationMs: number('minutes', 24 * 60)(2) * MINUTE_MS,
    windowMs: number('window', 3_600)(10) * 1_000,
    hours: number('hours', HOURS_MAX)(0),
    replacedPerSecond: number('churn', 10_000)((agents * PODS_PER_NODE) / 7_200),
    kills: whole('kill', 0, 0),
    isAsking: values.queries ?? false,
    store: values.store ?? 'embedded',
    json: values.json,
    seed: whole('seed', 1, 1),
  };
}
