/**
 * Runs one target for a while: in a thread that is watched for time and memory, started again after
 * each finding. A finding is an error, a hang, or a heap of objects that grew past its limit; what
 * lies outside of it, such as buffers, is not watched.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CurrentInput, type ThreadData, type ThreadMessage } from './current-input.ts';

const THREAD = new URL('./target-thread.ts', import.meta.url);

/** Enough to see what is wrong. */
const FINDINGS_MAX = 5;
/** Inputs have at most 64 KiB: what keeps more for them than this grows without bound. */
const HEAP_MB = 384;
/** For a thread to end that is told to: it does so between two steps of JavaScript. */
const END_MS_MAX = 5_000;

export interface RunOptions {
  readonly module: URL;
  readonly seed: number;
  readonly corpus: readonly Uint8Array[];
  readonly milliseconds: number;
  /** Mutated inputs to run, the same ones each time; `undefined`: as many as time allows. */
  readonly inputsMax?: number | undefined;
  /** Longest time for one input; `undefined`: 10 s. */
  readonly hangMs?: number;
  /** Most that a target's objects may take, in MiB; `undefined`: 384. */
  readonly heapMb?: number;
}

export interface Finding {
  readonly input: Uint8Array;
  readonly what: string;
  /** One of the seeds or of the corpus. */
  readonly isKnown: boolean;
}

export interface RunResult {
  runs: number;
  readonly findings: Finding[];
  /** Inputs whose signature was not seen before, oldest first. */
  readonly fresh: Uint8Array[];
  /** Of `inputsMax` all were run. */
  isDone: boolean;
  /** A thread would not end, as it hangs outside of JavaScript: only a kill ends this process. */
  isStuck: boolean;
}

export async function runTarget(options: RunOptions): Promise<RunResult> {
  const result: RunResult = { runs: 0, findings: [], fresh: [], isDone: false, isStuck: false };
  const until = Date.now() + options.milliseconds;
  for (let start = 0; start < FINDINGS_MAX && Date.now() < until; start += 1) {
    const finding = await runThread({ ...options, seed: options.seed + start }, result, until);
    if (finding === undefined) break;
    result.findings.push(finding);
    // What is known already would only be found again.
    if (finding.isKnown || result.isStuck) break;
  }
  return result;
}

async function runThread(
  { module, seed, corpus, inputsMax, hangMs = 10_000, heapMb = HEAP_MB }: RunOptions,
  result: RunResult,
  until: number,
): Promise<Finding | undefined> {
  const current = new CurrentInput();
  const known = [...corpus, ...result.fresh];
  const workerData: ThreadData = {
    module: module.href,
    seed,
    corpus: known,
    inputsMax,
    current: current.memory,
  };
  const resourceLimits = { maxOldGenerationSizeMb: heapMb };
  const thread = new Worker(THREAD, { workerData, resourceLimits, stderr: true });
  const stop = new AbortController();
  const done = Promise.withResolvers<undefined>();
  let isKnown = true;
  thread.on('message', (message: ThreadMessage) => {
    isKnown = false;
    if (message.kind === 'new') result.fresh.push(message.input);
    if (message.kind !== 'done') return;
    result.isDone = true;
    done.resolve(undefined);
  });
  const ends = [
    done.promise,
    failureOf(thread),
    hangOf(current, hangMs, stop.signal),
    timeIsUp(until, stop.signal),
  ];
  const what = await Promise.race(ends);
  stop.abort();
  result.isStuck = !(await hasEnded(thread));
  result.runs += current.count;
  return what === undefined ? undefined : { input: current.bytes, what, isKnown };
}

async function hasEnded(thread: Worker): Promise<boolean> {
  const given = new AbortController();
  const ended = thread.terminate().then(() => true);
  const late = slept(END_MS_MAX, given.signal).then(() => false);
  const isOver = await Promise.race([ended, late]);
  given.abort();
  return isOver;
}

async function failureOf(thread: Worker): Promise<string> {
  const [error] = (await once(thread, 'error').catch((thrown: unknown) => [thrown])) as [Error];
  return error.stack ?? error.message;
}

/** Looks now and then whether another input was begun. */
async function hangOf(current: CurrentInput, hangMs: number, signal: AbortSignal): Promise<string> {
  for (let before = 0; before === 0 || before !== current.count; ) {
    before = current.count;
    if (!(await slept(hangMs, signal))) break;
  }
  return `one input took more than ${hangMs} ms`;
}

async function timeIsUp(until: number, signal: AbortSignal): Promise<undefined> {
  await slept(Math.max(0, until - Date.now()), signal);
}

/** False where it was cut short. */
function slept(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms);
    const cut = () => {
      clearTimeout(timer);
      resolve(false);
    };
    signal.addEventListener('abort', cut, { once: true });
  });
}
