/**
 * Help texts are part of what users build on: each is a file, written anew by
 * `npx vitest run test/cli/help.test.ts -u`.
 */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandPaths } from '../../tools/idle-program.ts';
import { runDropcast } from './fake-aggregator.ts';

const FOLDER = new URL('help/', import.meta.url);
const PATHS = commandPaths();

const fileOf = (path: readonly string[]): string => `${['dropcast', ...path].join('-')}.txt`;

test.each(PATHS.map((path) => [path.join(' '), path] as const))(
  'dropcast %s --help is as it was agreed',
  async (_name, path) => {
    const { exit, stdout, stderr } = await runDropcast([...path, '--help']);
    expect([exit, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot(`help/${fileOf(path)}`);
  },
);

test('no help is left of a command that is gone', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(PATHS.map(fileOf).toSorted());
});
