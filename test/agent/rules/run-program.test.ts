import { expect, it } from 'vitest';
import { runProgram } from '../../../src/agent/rules/run-program.ts';

const node = (script: string): string[] => [process.execPath, '-e', script];

it('gives the output as it arrives', async () => {
  const pieces: string[] = [];
  const { end } = await runProgram(node('console.log("one\\ntwo")'), (text) => pieces.push(text));
  expect(end).toBe('ended');
  expect(pieces.join('')).toBe('one\ntwo\n');
});

it('says in one line why a program failed', async () => {
  const script = 'console.error("not permitted\\nmore of it"); process.exitCode = 4';
  const run = await runProgram(node(script), () => undefined);
  expect(run).toEqual({ end: 'failed', why: `${process.execPath}: not permitted` });
});

it('knows a program that is not there', async () => {
  expect(await runProgram(['/no/such/program'], () => undefined)).toEqual({ end: 'absent' });
});

it('kills a program that says more than is read', async () => {
  const script = 'const much = "x".repeat(1 << 20); for (;;) require("fs").writeSync(1, much);';
  let characters = 0;
  const run = await runProgram(node(script), (text) => {
    characters += text.length;
  });
  expect(run).toEqual({ end: 'failed', why: expect.stringContaining('more than 64 MiB') });
  expect(characters).toBeLessThanOrEqual(64 * 1024 * 1024);
});
