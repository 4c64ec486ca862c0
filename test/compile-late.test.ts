/** What V8 thinks of the flags that short commands set. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const COMPILE_LATE = new URL('../src/compile-late.ts', import.meta.url).href;

it('sets flags that this V8 knows: it would complain of others on stderr', () => {
  const program = `const { compileLate } = await import('${COMPILE_LATE}'); compileLate();`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
