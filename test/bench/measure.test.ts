import { expect, it } from 'vitest';
import { isInstalled, measureCpu, ProgramError } from '../../bench/measure.ts';

const busy = 'let n = 0; const until = process.cpuUsage().user + 50_000;';
const node = (script: string) => ({
  name: 'script',
  command: process.execPath,
  args: ['-e', script],
});

it('counts the CPU time of the program, in nanoseconds', async () => {
  const spin = `${busy} while (process.cpuUsage().user < until) n++;`;
  expect(await measureCpu(node(spin))).toBeGreaterThan(50_000_000);
});

it('hands over every line that the program prints', async () => {
  const lines: string[] = [];
  await measureCpu(node("console.log('a\\nb'); console.error('not this');"), (line) => {
    lines.push(line);
  });
  expect(lines).toEqual(['a', 'b']);
});

it('feeds a file to a program that reads standard input', async () => {
  const lines: string[] = [];
  const cat = { name: 'cat', command: 'cat', args: [], stdin: import.meta.filename };
  await measureCpu(cat, (line) => {
    lines.push(line);
  });
  expect(lines[0]).toContain("from 'vitest'");
});

it('names the program that failed', async () => {
  await expect(measureCpu(node('process.exit(7)'))).rejects.toThrow(ProgramError);
  await expect(measureCpu(node('process.exit(7)'))).rejects.toThrow('script ended with status 7');
});

it('knows what is installed', async () => {
  expect(await isInstalled('bash')).toBe(true);
  expect(await isInstalled('no-such-program-here')).toBe(false);
});
