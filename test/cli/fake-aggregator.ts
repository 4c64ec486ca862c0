/**
 * An aggregator that answers from memory, and a terminal that remembers: what command tests run
 * against.
 */
import type { CommandContext } from '../../src/cli/context.ts';
import { createProgram, type ProgramParts } from '../../src/cli/program.ts';
import { runProgram } from '../../src/cli/run.ts';
import type { Edge } from '../../src/flow/edge.ts';
import { groupEdges, sumsOf } from '../../src/flow/edge-groups.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import type {
  ListEdgesRequest,
  NodeHours,
  QueryClient,
  Status,
  UnansweredNode,
} from '../../src/wire/query.ts';
import { HOUR_US } from '../flow/edge-fixtures.ts';

export interface FakeAggregator {
  readonly edges: readonly Edge[];
  readonly status: Status;
  readonly observed: readonly NodeHours[];
  readonly unanswered: readonly UnansweredNode[];
  /** What the next question fails with. */
  readonly error?: Error;
}

/** What a run of the program left behind. */
export interface Run {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: readonly ListEdgesRequest[];
  readonly addresses: readonly string[];
  /** Milliseconds that it waited between attempts. */
  readonly pauses: readonly number[];
}

/** One hour after the fixtures' first flow. */
export const NOW_US = HOUR_US + 3_600_000_000;

export interface RunOptions {
  readonly aggregator?: Partial<FakeAggregator>;
  readonly parts?: Partial<ProgramParts>;
  readonly hasColours?: boolean;
  /** Columns of the terminal; none by default. */
  readonly width?: number;
  readonly isAttended?: boolean;
  /** Aborted by the n-th pause: what follows for ever ends there. */
  readonly pauses?: number;
  /** By default a live cluster with nothing in it. */
  readonly listCluster?: CommandContext['listCluster'];
  readonly signal?: AbortSignal;
}

/** Runs `dropcast ARGS` against the fake. */
export async function runDropcast(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const requests: ListEdgesRequest[] = [];
  const addresses: string[] = [];
  const pauses: number[] = [];
  const end = new AbortController();
  const status = { nodes: [], version: '', resources: [] };
  const aggregator = { edges: [], status, observed: [], unanswered: [], ...options.aggregator };
  const context: CommandContext = {
    terminal: {
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
      hasColours: options.hasColours ?? false,
      width: options.width,
      isAttended: options.isAttended ?? false,
    },
    connect: async ({ aggregator: address = '127.0.0.1:50051' }) => {
      addresses.push(address);
      return {
        ...fakeClient(aggregator, requests),
        place: `at ${address}`,
        obstacle: () => undefined,
      };
    },
    listCluster: options.listCluster ?? (async () => ({ files: [], warnings: [] })),
    nowUs: () => NOW_US,
    pause: async (ms) => {
      pauses.push(ms);
      if (pauses.length >= (options.pauses ?? 1)) end.abort();
    },
    signal: options.signal ?? end.signal,
  };
  const program = createProgram({
    version: '1.2.3',
    context,
    replay: async () => ({ edges: aggregator.edges, account: emptyAccount(), losses: [] }),
    parseStreams: process,
    runAgent: async () => {},
    runAggregator: async () => {},
    environment: process.env,
    ...options.parts,
  });
  const exit = await runProgram(program, args, context.terminal);
  return { exit, ...written, requests, addresses, pauses };
}

function fakeClient(aggregator: FakeAggregator, requests: ListEdgesRequest[]): QueryClient {
  async function* answer(request: ListEdgesRequest): AsyncIterable<Edge> {
    requests.push(request);
    if (aggregator.error) throw aggregator.error;
    yield* aggregator.edges;
  }
  return {
    listEdges: answer,
    observeEdges: answer,
    async *pageEdges(request) {
      for await (const edge of answer({ ...request, order: 'name' }))
        yield { edge, cursor: '', fields: undefined };
    },
    async *listEdgesNow(request) {
      for await (const edge of answer(request))
        yield { kind: 'edge', edge, cursor: '', fields: undefined };
      for (const unanswered of aggregator.unanswered) yield { kind: 'unanswered', unanswered };
    },
    async *listGroups({ by, limit }) {
      const groups = groupEdges(aggregator.edges, by, new Set());
      yield* limit > 0 ? groups.slice(0, limit) : groups;
    },
    async *listSeries({ by, limit }) {
      const groups = groupEdges(aggregator.edges, by, new Set());
      const series = groups.map(({ values, isReply, isPreExisting, ...group }) => {
        const hours = [{ hour: HOUR_US / 3_600_000_000, ...sumsOf(group) }];
        return { values, isReply, isPreExisting, hours };
      });
      yield* limit > 0 ? series.slice(0, limit) : series;
    },
    getStatus: async () => {
      if (aggregator.error) throw aggregator.error;
      return aggregator.status;
    },
    async *listObserved() {
      yield* aggregator.observed;
    },
    close: () => {},
  };
}

/** An error as grpc-js reports it. */
export function serviceError(code: number, details: string): Error {
  return Object.assign(new Error(`${code} ${details}`), { code, details });
}
