/**
 * What people ask of an inventory, over the services that they ask: gRPC as the command line does,
 * HTTP as the page does. Each question several times, one after the other, by the clock of who
 * asks, with all of the answer read.
 */
import { credentials } from '@grpc/grpc-js';
import { type QueryClient, queryClient } from '../../src/wire/query.ts';
import type { AggregatorProcess } from '../simulate/aggregator.ts';

/** What an answer added up to. */
interface Answer {
  /** Edges, groups, or bytes. */
  readonly size: number;
  /** LOG lines of all that was answered; undefined: it does not tell. */
  readonly lines: number | undefined;
}

interface Asking {
  readonly client: QueryClient;
  /** IP:PORT. */
  readonly http: string;
  readonly signal: AbortSignal;
}

interface Question {
  readonly name: string;
  /** Whether it is about every line that there is. */
  readonly isWhole: boolean;
  readonly ask: (asking: Asking) => Promise<Answer>;
}

export interface Asked {
  readonly question: string;
  readonly size: number;
  /** The first one, which finds nothing ready, and the ones behind it. */
  readonly firstMs: number;
  readonly ms: readonly number[];
  /** Processor time of aggregator and engine, of one answer on average, the first left out. */
  readonly cpuMs: number;
  /** Why it has no answer; undefined: it has. */
  readonly failure: string | undefined;
}

export interface AskingOptions {
  readonly aggregator: AggregatorProcess;
  /** What the store's own process has taken. */
  readonly engineCpuMs: () => number;
  /** How often each is asked, the first time left out. */
  readonly times: number;
  /** That were sent: every whole answer must add up to them. */
  readonly lines: number;
}

const PAGE = 100;
const NAMESPACE = 'team-7';

const QUESTIONS: readonly Question[] = [
  {
    name: `flows, first page of ${PAGE} (gRPC)`,
    isWhole: false,
    ask: ({ client, signal }) => sum(pages(client.pageEdges({ filter: {}, limit: PAGE }, signal))),
  },
  {
    name: 'flows, all (gRPC)',
    isWhole: true,
    ask: ({ client, signal }) => sum(client.listEdges({ filter: {}, limit: 0 }, signal)),
  },
  {
    name: 'flows of a namespace (gRPC)',
    isWhole: false,
    ask: ({ client, signal }) =>
      sum(client.listEdges({ filter: { namespace: NAMESPACE }, limit: 0 }, signal)),
  },
  {
    name: 'groups by namespace (gRPC)',
    isWhole: true,
    ask: ({ client, signal }) =>
      sum(client.listGroups({ filter: {}, by: ['source_namespace'], limit: 0 }, signal)),
  },
  {
    name: 'forecast of a default deny, bytes (HTTP)',
    isWhole: false,
    ask: ({ http, signal }) => forecast(http, signal),
  },
];

/** One after the other. Throws where a whole answer is not what was sent. */
export async function askAll(options: AskingOptions): Promise<Asked[]> {
  const { address, http } = options.aggregator;
  const client = queryClient(address, credentials.createInsecure());
  const asking = { client, http, signal: new AbortController().signal };
  const asked: Asked[] = [];
  for (const question of QUESTIONS) asked.push(await askOften(question, asking, options));
  client.close();
  return asked;
}

async function askOften(
  { name, ask, isWhole }: Question,
  asking: Asking,
  { aggregator, engineCpuMs, times, lines }: AskingOptions,
): Promise<Asked> {
  const ms: number[] = [];
  const cpuMs = () => aggregator.usage().cpuMs + engineCpuMs();
  const empty = { question: name, size: 0, firstMs: 0, ms, cpuMs: 0 };
  let [size, before] = [0, 0];
  try {
    for (let i = 0; i <= times; i++) {
      if (i === 1) before = cpuMs();
      const began = performance.now();
      const answer = await ask(asking);
      ms.push(performance.now() - began);
      if (isWhole && answer.lines !== lines)
        throw new Error(`${answer.lines} lines, not the ${lines} that were sent`);
      size = answer.size;
    }
  } catch (error) {
    return { ...empty, failure: error instanceof Error ? error.message : String(error) };
  }
  const [firstMs = 0, ...others] = ms;
  const each = (cpuMs() - before) / times;
  return { question: name, size, firstMs, ms: others, cpuMs: each, failure: undefined };
}

async function sum(answers: AsyncIterable<{ readonly lines: number }>): Promise<Answer> {
  let [size, lines] = [0, 0];
  for await (const answer of answers) {
    size++;
    lines += answer.lines;
  }
  return { size, lines };
}

async function* pages<Edge>(listed: AsyncIterable<{ readonly edge: Edge }>): AsyncGenerator<Edge> {
  for await (const { edge } of listed) yield edge;
}

/** What a default deny in every namespace would drop, of all that was seen. */
async function forecast(http: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(`http://${http}/api/v1/forecast`, { signal });
  const { byteLength: size } = await response.arrayBuffer();
  if (!response.ok) throw new Error(`it was answered with ${response.status}`);
  return { size, lines: undefined };
}
