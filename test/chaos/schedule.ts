/**
 * What goes wrong in a run, and when: drawn from the seed alone before anything starts, so that a
 * seed gives the same faults on every machine. What cannot be done there is passed over then.
 */
import type { Random } from '../../bench/random.ts';

/** Whom a fault strikes: an agent by its source, or the aggregator. */
export type AgentName = 'file' | 'journal';
export type ServiceName = AgentName | 'aggregator';

/** `near`: between agents and relay; `far`: between relay and aggregator. */
export type LinkName = 'near' | 'far';

/** Which way bytes go: `up` is to the aggregator. */
export type Way = 'up' | 'down';

export type Fault =
  /** SIGKILL, and the next start `downMs` later. */
  | { readonly kind: 'kill'; readonly who: ServiceName; readonly downMs: number }
  /** SIGSTOP, SIGCONT after `ms`. */
  | { readonly kind: 'stop'; readonly who: ServiceName; readonly ms: number }
  /** SIGSTOP, a second agent in its place, SIGCONT after `ms`. */
  | { readonly kind: 'zombie'; readonly who: AgentName; readonly ms: number }
  /** The wall clock of one process goes wrong by so much. */
  | { readonly kind: 'clock'; readonly who: ServiceName; readonly seconds: number }
  /** All connections end when `bytes` more have passed this way. */
  | { readonly kind: 'cut'; readonly link: LinkName; readonly way: Way; readonly bytes: number }
  /** Nothing passes for `ms`; then everything, or the connections end. */
  | { readonly kind: 'stall'; readonly link: LinkName; readonly ms: number; readonly cuts: boolean }
  /** Connections are refused for `ms`. */
  | { readonly kind: 'refuse'; readonly link: LinkName; readonly ms: number }
  /** The next `count` batches go to the aggregator twice. */
  | { readonly kind: 'double'; readonly count: number }
  /** With each of the next `count` batches one from before goes to the aggregator again. */
  | { readonly kind: 'resend'; readonly count: number }
  /** For `forMs`, answers reach the agent `ms` late. */
  | { readonly kind: 'delay'; readonly ms: number; readonly forMs: number }
  /** The next `count` acks come twice, and one from before after them. */
  | { readonly kind: 'repeat'; readonly count: number }
  /** An ended stream's messages come once more, over a connection of their own. */
  | { readonly kind: 'ghost' }
  /** The log is rotated; the writer writes on to the old file for `lateMs`. */
  | { readonly kind: 'rotate'; readonly lateMs: number }
  /** The journal begins new files. */
  | { readonly kind: 'rotate-journal' }
  /** journald ends in order and is started again. */
  | { readonly kind: 'restart-journald' };

export interface Scheduled {
  /** Since the start of the run. */
  readonly atMs: number;
  readonly fault: Fault;
}

/** Between two faults, on average. */
const GAP_MS = 170;

/** The first lines have come by then. */
const FIRST_MS = 500;

const SERVICES: readonly ServiceName[] = ['file', 'file', 'journal', 'aggregator'];
const AGENTS: readonly AgentName[] = ['file', 'file', 'journal'];
const LINKS: readonly LinkName[] = ['near', 'far'];
const WAYS: readonly Way[] = ['up', 'up', 'down'];

/** An hour is what a machine without a battery is off; a second, what a time daemon corrects. */
const CLOCK_SECONDS: readonly number[] = [-86_400, -3_600, -30, -1, 0, 1, 30, 3_600, 86_400];

/** Each kind as often as it stands here. */
const DRAWS: readonly ((random: Random) => Fault)[] = [
  (random) => ({ kind: 'kill', who: random.pick(SERVICES), downMs: random.between(0, 700) }),
  (random) => ({ kind: 'kill', who: random.pick(SERVICES), downMs: random.between(0, 100) }),
  (random) => ({ kind: 'stop', who: random.pick(SERVICES), ms: random.between(20, 1_200) }),
  (random) => ({ kind: 'zombie', who: random.pick(AGENTS), ms: random.between(200, 1_500) }),
  (random) => ({ kind: 'clock', who: random.pick(SERVICES), seconds: random.pick(CLOCK_SECONDS) }),
  drawCut,
  drawCut,
  drawCut,
  (random) => ({
    kind: 'stall',
    link: random.pick(LINKS),
    ms: random.between(50, 1_500),
    cuts: random.chance(0.5),
  }),
  (random) => ({ kind: 'refuse', link: random.pick(LINKS), ms: random.between(50, 800) }),
  (random) => ({ kind: 'double', count: random.between(1, 6) }),
  (random) => ({ kind: 'resend', count: random.between(1, 6) }),
  (random) => ({ kind: 'delay', ms: random.between(10, 900), forMs: random.between(100, 1_500) }),
  (random) => ({ kind: 'repeat', count: random.between(1, 6) }),
  () => ({ kind: 'ghost' }),
  drawRotation,
  drawRotation,
  drawRotation,
  () => ({ kind: 'rotate-journal' }),
  () => ({ kind: 'restart-journald' }),
];

function drawCut(random: Random): Fault {
  // Mostly within a frame's head or a small batch; sometimes within a large one.
  const bytes = random.between(0, random.pick([64, 2_000, 60_000]));
  return { kind: 'cut', link: random.pick(LINKS), way: random.pick(WAYS), bytes };
}

function drawRotation(random: Random): Fault {
  return { kind: 'rotate', lateMs: random.between(0, 120) };
}

/** Faults of a run of `forMs`, in the order of time. */
export function drawSchedule(random: Random, forMs: number): Scheduled[] {
  const schedule: Scheduled[] = [];
  for (let atMs = FIRST_MS; atMs < forMs; atMs += random.between(0, 2 * GAP_MS)) {
    schedule.push({ atMs, fault: random.pick(DRAWS)(random) });
  }
  return schedule;
}

/** One line for a person. */
export function formatFault({ atMs, fault }: Scheduled): string {
  const { kind, ...details } = fault;
  const told = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  return [`${(atMs / 1_000).toFixed(3).padStart(8)} s`, kind, ...told].join(' ');
}
