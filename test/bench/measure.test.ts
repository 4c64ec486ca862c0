import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measure, ProgramError } from '../../bench/measure.ts';

const MEBIBYTE = 2 ** 20;
const busy = 'let n = 0; const until = process.cpuUsage().user + 50_000;';
const node = (script: string) => ({
  name: 'script',
  command: process.execPath,
  args: ['-e', script],
});
const shell = (script: string) => ({ name: 'script', command: 'sh', args: ['-c', script] });

async function linesOf(program: Parameters<typeof measure>[0]): Promise<string[]> {
  const lines: string[] = [];
  await measure(program, (line) => {
    lines.push(line);
  });
  return lines;
}

it('counts the CPU time of the program, in nanoseconds', async () => {
  const spin = `${busy} while (process.cpuUsage().user < until) n++;`;
  const { cpuNs, wallNs } = await measure(node(spin));
  expect(cpuNs).toBeGreaterThan(50_000_000);
  expect(wallNs).toBeGreaterThan(50_000_000);
});

it('tells the most memory that the program had, and not what the launcher had', async () => {
  const large = await measure(node('Buffer.alloc(200 * 2 ** 20, 1)'));
  expect(large.peakBytes).toBeGreaterThan(200 * MEBIBYTE);
  const small = await measure(shell('true'));
  expect(small.peakBytes).toBeGreaterThan(MEBIBYTE / 2);
  expect(small.peakBytes).toBeLessThan(10 * MEBIBYTE);
});

it('hands over every line that the program prints', async () => {
  const script = "console.log('a\\nb'); console.error('not this');";
  expect(await linesOf(node(script))).toEqual(['a', 'b']);
});

it('feeds a file to a program that reads standard input', async () => {
  const cat = { name: 'cat', command: 'cat', args: [], stdin: import.meta.filename };
  expect((await linesOf(cat))[0]).toContain("from 'node:fs'");
});

it('runs every program on one core', async () => {
  const [allowed] = await linesOf(shell('grep Cpus_allowed_list: /proc/self/status'));
  expect(allowed).toMatch(/^Cpus_allowed_list:\s+\d+$/);
});

it('tells a service to end when it has printed what it was asked for', async () => {
  const service = shell(
    'trap "echo end; exit 0" TERM; echo 1; echo 2; while :; do sleep 0.1; done',
  );
  expect(await linesOf({ ...service, linesUntilEnd: 2 })).toEqual(['1', '2', 'end']);
});

it('empties the scratch folder before every run', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'dropcast-scratch-'));
  writeFileSync(join(scratch, 'old'), '');
  await measure({ ...shell('true'), scratch });
  expect(readdirSync(scratch)).toEqual([]);
  rmSync(scratch, { recursive: true });
});

it('names the program that failed, and how', async () => {
  await expect(measure(shell('exit 7'))).rejects.toThrow(ProgramError);
  await expect(measure(shell('exit 7'))).rejects.toThrow('script ended with status 7');
  await expect(measure(shell('kill -9 $$'))).rejects.toThrow('script ended by signal 9');
});

it('names a program that is not here', async () => {
  const absent = { name: 'nothing', command: 'no-such-program-here', args: [] };
  await expect(measure(absent)).rejects.toThrow('nothing: no no-such-program-here here');
});
