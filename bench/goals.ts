/** What the parser is meant to reach (processor time of whole processes), and what it did. */
import type { Contest } from './contest.ts';
import { READ_LOOP } from './peers.ts';
import { type Spread, spreadOf } from './spread.ts';

export type Contests = Partial<Record<'realistic' | 'variety' | 'long', Contest>>;

interface Goal {
  readonly what: string;
  /** The best that still reaches it: the most, or the least with `isLeast`. */
  readonly bound: number;
  readonly isLeast?: boolean;
  /** Undefined where it was not measured. */
  readonly measured: (contests: Contests) => Spread | undefined;
}

const GREP = 'grep -c PROTO=';

const GOALS: readonly Goal[] = [
  { what: 'of grep -c, long corpus', bound: 1, measured: ({ long }) => ofPeer(long, GREP) },
  { what: 'of grep -c', bound: 1.3, measured: ({ realistic }) => ofPeer(realistic, GREP) },
  ahead('lognormalizer to JSON', 12),
  ahead('syslog-ng iptables-parser', 12),
  ahead('mawk: fields, array', 12),
  ahead('perl: one regex, hash', 6),
  ahead('Node: one regex, Map', 4),
  ahead('mawk: fields, array', 12, 'long'),
  ahead('perl: one regex, hash', 6, 'long'),
  ahead('Node: one regex, Map', 4, 'long'),
  {
    what: 'steady state, of a C read and memchr loop, long corpus',
    bound: 2.5,
    measured: ({ long }) => inverse(peerOf(long, READ_LOOP)?.ratioToSteady),
  },
  {
    what: 'speed on variety, of that on realistic',
    bound: 1 / 3,
    isLeast: true,
    measured: varietySpeed,
  },
  {
    what: 'garbage collections behind the first fifth, long corpus',
    bound: 0,
    measured: ({ long }) => long && spreadOf([long.collections]),
  },
];

/** One line per goal that was measured. */
export function goalLines(contests: Contests): string[] {
  return GOALS.flatMap((goal) => {
    const measured = goal.measured(contests);
    return measured === undefined ? [] : [goalLine(goal, measured)];
  });
}

function goalLine({ what, bound, isLeast = false }: Goal, { min, median, max }: Spread): string {
  const isReached = isLeast ? median >= bound : median <= bound;
  const word = isReached ? 'reached' : 'MISSED ';
  const wanted = `${isLeast ? 'at least' : 'at most '} ${bound.toFixed(2).padStart(5)}`;
  const [middle, ...ends] = [median, min, max].map((value) => value.toFixed(2));
  return `${word}  ${wanted}: ${middle!.padStart(6)} (${ends.join('-')})  ${what}`;
}

function ahead(name: string, bound: number, corpus: 'realistic' | 'long' = 'realistic'): Goal {
  const measured = (contests: Contests) => peerOf(contests[corpus], name)?.ratio;
  const where = corpus === 'long' ? ', long corpus' : '';
  return { what: `x ahead of ${name}${where}`, bound, isLeast: true, measured };
}

function ofPeer(contest: Contest | undefined, name: string): Spread | undefined {
  return inverse(peerOf(contest, name)?.ratio);
}

function peerOf(contest: Contest | undefined, name: string) {
  return contest?.peers.find((peer) => peer.name === name);
}

function inverse(spread: Spread | undefined): Spread | undefined {
  return spread && { min: 1 / spread.max, median: 1 / spread.median, max: 1 / spread.min };
}

/** Both corpora have as many lines. */
function varietySpeed({ realistic, variety }: Contests): Spread | undefined {
  if (realistic === undefined || variety === undefined) return undefined;
  const [usual, varied] = [realistic.ours.cpuSeconds, variety.ours.cpuSeconds];
  return {
    min: usual.min / varied.max,
    median: usual.median / varied.median,
    max: usual.max / varied.min,
  };
}
