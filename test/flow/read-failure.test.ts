import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readFailure } from '../../src/flow/read-failure.ts';

it.each([
  ['/nonexistent/kern.log', /^no such file; check its path$/],
  [`${import.meta.filename}/x`, /^no such file; check its path$/],
  [import.meta.dirname, /^it is a directory; name a file in it$/],
  ['x'.repeat(300), /^ENAMETOOLONG: /],
])('says of %s what is wrong, and what to do', async (path, said) => {
  const failed = await readFile(path).catch((error: unknown) => error);
  expect(readFailure(failed)).toMatch(said);
});

it('gives the message of what the system did not tell', () => {
  expect(readFailure(new Error('a reason'))).toBe('a reason');
  expect(readFailure('a reason')).toBe('a reason');
});
