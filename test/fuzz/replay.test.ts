/** Every input that was kept is run again: what broke a law once breaks none now. */
import { describe, expect, it } from 'vitest';
import { KEPT_BYTES_MAX, readCorpus } from './corpus.ts';
import type { Target } from './target.ts';
import { TARGETS } from './targets.ts';

describe.each([...TARGETS])('%s', (name, module) => {
  it('reads every kept input within its laws', async () => {
    const { target } = (await import(module.href)) as { target: Target };
    expect(target.seeds().length).toBeGreaterThan(0);
    for (const { name: file, bytes } of readCorpus(name)) {
      expect(typeof (await target.run(bytes)), file).toBe('string');
      if (file.startsWith('kept-')) expect(bytes.length).toBeLessThanOrEqual(KEPT_BYTES_MAX);
    }
  });
});
