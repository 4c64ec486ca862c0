import { expect, test } from 'vitest';
import { CommandError } from '../../src/cli/ask.ts';
import type { CommandContext } from '../../src/cli/context.ts';
import { followEdges } from '../../src/cli/follow-edges.ts';
import type { Edge } from '../../src/flow/edge.ts';
import type { QueryClient } from '../../src/wire/query.ts';
import { EDGES } from './cli-edges.ts';
import { serviceError } from './fake-aggregator.ts';

const SECOND_US = 1e6;
const START_US = EDGES[0]!.lastSeenUs - SECOND_US;

/** What comes of one attempt: edges, and then an end or an error. */
interface Attempt {
  readonly edges?: readonly Edge[];
  readonly error?: Error;
  /** Before the end. */
  readonly silentUs?: number;
  /** Of the question for what was missed. */
  readonly listError?: Error;
}

const unavailable = (details: string) => serviceError(14, details);

/** Follows over `attempts`; interrupted after the last one. Every pause takes a second. */
async function follow(attempts: readonly Attempt[]) {
  const end = new AbortController();
  const told: string[] = [];
  const pauses: number[] = [];
  const taken: Edge[] = [];
  let made = 0;
  let silenceUs = 0;
  const sink = { write: (text: string) => told.push(text) };
  const context: CommandContext = {
    terminal: { stdout: sink, stderr: sink, hasColours: false },
    connect: async () => {
      const { edges = [], error, listError, silentUs = 0 } = attempts[made++]!;
      const client: Partial<QueryClient> = {
        async *observeEdges() {
          yield* edges;
          silenceUs += silentUs;
          if (error) throw error;
        },
        async *listEdges() {
          if (listError) throw listError;
          yield* EDGES;
        },
        close() {},
      };
      return { ...(client as QueryClient), place: 'at a:1', obstacle: () => undefined };
    },
    listCluster: () => Promise.reject(new Error('not asked')),
    nowUs: () => START_US + pauses.length * SECOND_US + silenceUs,
    pause: async (ms) => {
      pauses.push(ms);
      if (made === attempts.length) end.abort();
    },
    signal: end.signal,
  };
  const request = { filter: {}, limit: 0 };
  const following = followEdges(request, {}, context, (edge) => taken.push(edge));
  const error = await following.catch((reason: unknown) => reason);
  return { told, pauses, taken, error };
}

test('goes on over breaks, says once what is wrong and once that it is back', async () => {
  const away = { listError: unavailable('away'), error: unavailable('away') };
  const run = await follow([
    { edges: [EDGES[0]!] },
    away,
    away,
    { edges: [EDGES[1]!], error: unavailable('reset') },
  ]);
  expect(run.taken).toEqual([EDGES[0], EDGES[1]]);
  expect(run.told).toEqual([
    'dropcast: the aggregator at a:1 ended the stream; it is asked again until it is back\n',
    'dropcast: no aggregator answers at a:1 (away): start one, or set --aggregator; ' +
      'it is asked again until it is back\n',
    'dropcast: followed again after 3 s: 1 flow seen meanwhile not shown: ' +
      'dropcast flows --since 2026-02-26T10:01:00Z\n',
    'dropcast: no aggregator answers at a:1 (reset): start one, or set --aggregator; ' +
      'it is asked again until it is back\n',
  ]);
});

test('counts what was missed since it last heard something', async () => {
  const run = await follow([
    { edges: [EDGES[0]!], silentUs: 30 * SECOND_US, error: unavailable('timeout') },
    { edges: [EDGES[1]!] },
  ]);
  expect(run.told[1]).toBe(
    'dropcast: followed again after 1 s: 1 flow seen meanwhile not shown: ' +
      'dropcast flows --since 2026-02-26T10:01:00Z\n',
  );
});

test('waits longer each time, half a minute at most, and little once it was back', async () => {
  const away = { listError: unavailable('away') };
  const run = await follow([{}, ...Array.from({ length: 8 }, () => away), {}, away]);
  expect(run.pauses).toEqual([
    ...[500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000],
    ...[500, 1_000],
  ]);
});

test('says that what was missed is not known to whoever may only watch', async () => {
  const run = await follow([{}, { listError: serviceError(7, 'may not list') }]);
  expect(run.told[1]).toContain('what was seen meanwhile is not known (may not list)');
});

test.each([
  ['nobody is there', unavailable('No connection established. Last error: refused')],
  ['it is not let in', serviceError(16, 'no token')],
  ['the question is wrong', serviceError(3, 'filter')],
])('fails at the first attempt where %s', async (_what, error) => {
  const run = await follow([{ error }]);
  expect(run.error).toBeInstanceOf(CommandError);
  expect(run.pauses).toEqual([]);
});

test('fails later, too, once it is refused', async () => {
  const run = await follow([
    {},
    { listError: unavailable('x') },
    { error: serviceError(16, 'old') },
  ]);
  expect(run.error).toBeInstanceOf(CommandError);
  expect(run.pauses).toHaveLength(2);
});
