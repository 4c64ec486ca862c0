/**
 * `npm run fuzz -- --seconds 60 [--inputs 1000] [--target line] [--seed 1] [--keep]`: random inputs
 * for everything that reads what others have written, for a fixed time in all, shared by the
 * targets; with `--inputs` and `--seed` the same ones in each run, which fails if time is up
 * before. An input that breaks a law is written to test/fixtures/fuzz, and the run ends with 1;
 * `--keep` also writes those that showed something new. What hangs outside of JavaScript ends the
 * run by a kill.
 */
import { parseArgs } from 'node:util';
import { KEPT_MAX, keepInput, readCorpus } from './corpus.ts';
import { runTarget } from './run-target.ts';
import { TARGETS } from './targets.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    inputs: { type: 'string' },
    target: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    keep: { type: 'boolean', default: false },
  },
});

const wanted = values.target.length > 0 ? values.target : [...TARGETS.keys()];
const unknown = wanted.find((name) => !TARGETS.has(name));
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
const inputsMax = values.inputs === undefined ? undefined : Number(values.inputs);
const areNumbers =
  seconds > 0 && [seed, inputsMax ?? 1].every(Number.isSafeInteger) && (inputsMax ?? 1) > 0;
if (unknown !== undefined || !areNumbers) {
  const names = [...TARGETS.keys()].join('|');
  console.error(`usage: --seconds N [--inputs N] [--target ${names}] [--seed N] [--keep]`);
  process.exit(2);
}

for (const target of wanted) {
  const corpus = readCorpus(target);
  const { runs, findings, fresh, isDone, isStuck } = await runTarget({
    module: TARGETS.get(target)!,
    seed,
    corpus: corpus.map(({ bytes }) => bytes),
    milliseconds: (seconds * 1_000) / wanted.length,
    inputsMax,
  });
  console.log(
    `${target}: seed ${seed}, ${runs} inputs, ${fresh.length} new, ${corpus.length} kept`,
  );
  if (inputsMax !== undefined && !isDone && findings.length === 0) {
    console.log(`  time was up before ${inputsMax} were mutated`);
    process.exitCode = 1;
  }
  for (const { input, what } of findings) {
    console.log(`  ${keepInput('found', input, { target })}\n  ${what.replaceAll('\n', '\n  ')}`);
    process.exitCode = 1;
  }
  // An exit would wait for the thread.
  if (isStuck) process.kill(process.pid, 'SIGKILL');
  if (!values.keep) continue;
  // Of many, the shortest: they are read most easily, and mutated most quickly.
  const best = fresh.toSorted((one, other) => one.length - other.length);
  for (const input of best.slice(0, KEPT_MAX - corpus.length)) keepInput('kept', input, { target });
}
