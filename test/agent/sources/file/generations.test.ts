import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listGenerations } from '../../../../src/agent/sources/file/generations.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-generations-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function listed(): string[] {
  const generations = listGenerations(join(folder, 'kern.log')) ?? [];
  return generations.map(({ path }) => basename(path));
}

describe('the generations of a log', () => {
  it.each([
    ['numbers', ['kern.log.10.gz', 'kern.log.9.gz', 'kern.log.2.zst', 'kern.log.1', 'kern.log']],
    ['dates', ['kern.log-20251231.gz', 'kern.log-20260101', 'kern.log-20261125', 'kern.log']],
    ['dates with dashes', ['kern.log-2026-11-24.xz', 'kern.log-2026-11-25', 'kern.log']],
    ['seconds', ['kern.log-20261125-1732540000.gz', 'kern.log-20261125-1732549200', 'kern.log']],
    ['seconds behind a dot', ['kern.log.1732540000', 'kern.log.1732549200']],
    ['nothing else', ['kern.log']],
  ])('come oldest first, by %s', (_name, names) => {
    for (const name of names.toReversed()) writeFileSync(join(folder, name), '');
    expect(listed()).toEqual(names);
  });

  it('come by time where numbers and dates are mixed', () => {
    const names = ['kern.log.2.gz', 'kern.log-20261123', 'kern.log.1', 'kern.log'];
    for (const [i, name] of names.entries()) {
      writeFileSync(join(folder, name), '');
      utimesSync(join(folder, name), 1_000 + i, 1_000 + i);
    }
    expect(listed()).toEqual(names);
  });

  it('are not the other files there, nor what is no file', () => {
    const names = ['kern.log.bak', 'kern.log.swp', 'kern.log2', 'kern.log.1.tmp.gz', 'auth.log.1'];
    for (const name of [...names, 'kern.log']) writeFileSync(join(folder, name), '');
    mkdirSync(join(folder, 'kern.log.2'));
    symlinkSync('/etc/hostname', join(folder, 'kern.log.3'));
    expect(listed()).toEqual(['kern.log']);
  });

  it('show a generation once while it is being packed, as it was', () => {
    for (const name of ['kern.log.1', 'kern.log.1.gz']) writeFileSync(join(folder, name), '');
    expect(listed()).toEqual(['kern.log.1']);
  });

  it('are none in a directory that is gone', () => {
    expect(listGenerations(join(folder, 'none', 'kern.log'))).toEqual([]);
  });
});
