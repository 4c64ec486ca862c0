import { expect, it } from 'vitest';
import { exportChunks } from '../../bench/journal-corpus.ts';
import { parseExport } from '../journald/export-text.ts';

const ENTRIES = 1_100;

it.each([false, true])(
  'has as many LOG lines of the kernel as asked for (mixed: %s)',
  (isMixed) => {
    const text = [...exportChunks({ entries: ENTRIES, isMixed })].join('');
    const entries = parseExport(Buffer.from(text));
    const ofKernel = entries.filter((entry) => `${entry.get('_TRANSPORT')}` === 'kernel');
    expect(ofKernel).toHaveLength(ENTRIES);
    expect(ofKernel.every((entry) => entry.get('MESSAGE')!.includes('IN='))).toBe(true);
    expect(entries).toHaveLength(isMixed ? 2 * ENTRIES : ENTRIES);
  },
);

it('rises in time', () => {
  const text = [...exportChunks({ entries: ENTRIES, isMixed: true })].join('');
  const times = parseExport(Buffer.from(text)).map((entry) =>
    Number(entry.get('__REALTIME_TIMESTAMP')),
  );
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});
