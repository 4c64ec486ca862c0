/**
 * Follows edges as they come, over whatever breaks: a stream that ends is asked for again, ever
 * more rarely, and what was seen meanwhile is told. One line when it breaks, one when it is back.
 */
import type { Edge } from '../flow/edge.ts';
import type { ListEdgesRequest } from '../wire/query.ts';
import { type Aggregator, CommandError, explained, isServiceError } from './ask.ts';
import type { CommandContext } from './context.ts';
import { count } from './edge-lines.ts';
import type { AggregatorOptions } from './options.ts';
import { escapeControls } from './terminal.ts';
import { timeText } from './time-format.ts';

/** Between one attempt and the next, doubled each time. */
const DELAY_MS_MIN = 500;
const DELAY_MS_MAX = 30_000;

/**
 * gRPC status codes (grpc/grpc doc/statuscodes.md) of what may be over by the next attempt:
 * cancelled, unknown, deadline, exhausted, aborted, internal, unavailable.
 */
const PASSING: ReadonlySet<number> = new Set([1, 2, 4, 8, 10, 13, 14]);

/** How grpc-js begins to say that there was no connection at all. */
const NEVER_CONNECTED = /^(No connection established|Failed to connect|Name resolution failed)/;

/** While nothing comes. */
interface Outage {
  readonly sinceUs: number;
  /** A connection that fell silent is found dead only a while later. */
  readonly heardUs: number;
  /** What was said of it. */
  readonly told: string;
}

/**
 * Gives every edge to `take` until the context's signal aborts. Rejects with CommandError when the
 * first attempt finds nobody, or when somebody refuses.
 */
export async function followEdges(
  request: ListEdgesRequest,
  options: AggregatorOptions,
  context: CommandContext,
  take: (edge: Edge) => void,
): Promise<void> {
  const { signal, terminal, nowUs, pause } = context;
  const tell = (text: string) => terminal.stderr.write(`dropcast: ${escapeControls(text)}\n`);
  let outage: Outage | undefined;
  let delayMs = DELAY_MS_MIN;
  let heardUs = nowUs();
  const back = (missed: string) => {
    if (outage !== undefined) tell(missed);
    outage = undefined;
    heardUs = nowUs();
    delayMs = DELAY_MS_MIN;
  };
  for (let attempt = 1; ; attempt++) {
    const why = await followOnce({ request, options, context, take, outage, back }).catch(
      (error: unknown) => passing(error, attempt === 1),
    );
    if (signal.aborted) return;
    if (outage?.told !== why) tell(`${why}; it is asked again until it is back`);
    outage = { sinceUs: outage?.sinceUs ?? nowUs(), heardUs, told: why };
    await pause(delayMs);
    if (signal.aborted) return;
    delayMs = Math.min(delayMs * 2, DELAY_MS_MAX);
  }
}

/** Why it broke, where it may be whole again; else throws what it was. */
function passing(error: unknown, isFirst: boolean): string {
  if (!(error instanceof CommandError)) throw error;
  const { cause } = error;
  if (isServiceError(cause)) {
    const isRefused = !PASSING.has(cause.code);
    if (isRefused || (isFirst && NEVER_CONNECTED.test(cause.details))) throw error;
  } else if (isFirst) throw error;
  return error.message;
}

interface Following {
  readonly request: ListEdgesRequest;
  readonly options: AggregatorOptions;
  readonly context: CommandContext;
  readonly take: (edge: Edge) => void;
  readonly outage: Outage | undefined;
  /** Is told what was missed, once the aggregator answers. */
  readonly back: (missed: string) => void;
}

/** Resolves to what ended it, when the aggregator did. */
async function followOnce(following: Following): Promise<string> {
  const { request, options, context, take, outage, back } = following;
  const aggregator = await context.connect(options);
  try {
    const edges = aggregator.observeEdges(request, context.signal)[Symbol.asyncIterator]();
    // Asked for before what was missed, so that nothing falls between.
    let next = edges.next();
    next.catch(() => {});
    if (outage !== undefined) back(await missedText(aggregator, following, outage));
    for (let each = await next; !each.done; each = await next) {
      take(each.value);
      back('');
      next = edges.next();
    }
    return `the aggregator ${aggregator.place} ended the stream`;
  } catch (cause) {
    throw explained(aggregator, cause);
  } finally {
    aggregator.close();
  }
}

/** Rejects only when the aggregator is not back yet. */
async function missedText(
  aggregator: Aggregator,
  { request, context }: Following,
  { sinceUs, heardUs }: Outage,
): Promise<string> {
  const { signal, nowUs } = context;
  const untilUs = nowUs();
  const seconds = Math.round((untilUs - sinceUs) / 1e6);
  const back = `followed again after ${seconds} s`;
  try {
    const flows = await countSeen(aggregator, request, heardUs, signal);
    if (flows === 0) return `${back}: nothing was seen meanwhile`;
    const time = timeText('RFC3339', nowUs);
    const command = `dropcast flows --since ${time(heardUs)}`;
    return `${back}: ${count(flows, 'flow')} seen meanwhile not shown: ${command}`;
  } catch (error) {
    if (isServiceError(error) && !PASSING.has(error.code))
      return `${back}: what was seen meanwhile is not known (${error.details})`;
    throw error;
  }
}

async function countSeen(
  aggregator: Aggregator,
  request: ListEdgesRequest,
  sinceUs: number,
  signal: AbortSignal,
): Promise<number> {
  let flows = 0;
  const filter = { ...request.filter, sinceUs };
  for await (const edge of aggregator.listEdges({ ...request, filter }, signal)) {
    if (edge.lastSeenUs >= sinceUs) flows++;
  }
  return flows;
}
