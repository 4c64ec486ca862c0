/**
 * The thread in which a target runs: mutates and runs inputs until it is ended. What is being run
 * stands in memory that is shared, so that whoever watches has it even when this thread is gone.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Random } from '../../bench/random.ts';
import { KEPT_BYTES_MAX } from './corpus.ts';
import { CURRENT_HEAD_WORDS, RUN, type ThreadData, type ThreadMessage } from './current-input.ts';
import { INPUT_BYTES_MAX, mutate } from './mutate.ts';
import type { Target } from './target.ts';

/** Signatures beyond these would be a target that says too much. */
const SIGNATURES_MAX = 5_000;
/** Runs between looks at messages. */
const RUNS_PER_TURN = 200;

const { module, seed, corpus, inputsMax, current } = workerData as ThreadData;
const { target } = (await import(module)) as { target: Target };

const head = new Int32Array(current, 0, CURRENT_HEAD_WORDS);
const shown = new Uint8Array(current, 4 * CURRENT_HEAD_WORDS, INPUT_BYTES_MAX);
const random = new Random(seed);
const inputs: Uint8Array[] = [];
const signatures = new Set<string>();

for (const input of [...target.seeds(), ...corpus]) {
  inputs.push(input);
  signatures.add(await run(input));
}
tell({ kind: 'ready', inputs: inputs.length });

for (let runs = 0; inputsMax === undefined || runs < inputsMax; ) {
  const next = Math.min(runs + RUNS_PER_TURN, inputsMax ?? Number.POSITIVE_INFINITY);
  for (; runs < next; runs += 1) {
    const input = mutate({ inputs, words: target.words }, random);
    const signature = await run(input);
    if (signatures.has(signature) || signatures.size >= SIGNATURES_MAX) continue;
    signatures.add(signature);
    inputs.push(input);
    if (input.length <= KEPT_BYTES_MAX) tell({ kind: 'new', input, signature });
  }
  await new Promise((resolve) => setImmediate(resolve));
}
tell({ kind: 'done' });

async function run(input: Uint8Array): Promise<string> {
  const given = input.subarray(0, INPUT_BYTES_MAX);
  shown.set(given);
  head[RUN.bytes] = given.length;
  Atomics.add(head, RUN.count, 1);
  return target.run(given);
}

function tell(message: ThreadMessage): void {
  parentPort!.postMessage(message);
}
