import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KeptCluster } from '../../../src/aggregator/analysis/kept-cluster.ts';
import { readShared, shareFiles } from '../../../src/aggregator/analysis/shared-files.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const FILES = [{ file: '/api/v1/pods', text: 'kind: PodList # ünïcode' }];

it('keeps a cluster for half a minute', () => {
  const kept = new KeptCluster();
  expect(kept.cluster).toBeUndefined();
  kept.keep({ files: shareFiles(FILES), warnings: ['a'] });
  vi.advanceTimersByTime(29_999);
  expect(readShared(kept.cluster!.files)).toEqual(FILES);
  expect(kept.cluster!.warnings).toEqual(['a']);
  vi.advanceTimersByTime(1);
  expect(kept.cluster).toBeUndefined();
});

it('keeps the newest one, from when it came', () => {
  const kept = new KeptCluster();
  kept.keep({ files: [], warnings: ['older'] });
  vi.advanceTimersByTime(20_000);
  kept.keep({ files: [], warnings: ['newer'] });
  vi.advanceTimersByTime(20_000);
  expect(kept.cluster?.warnings).toEqual(['newer']);
});

it('keeps none that would take more memory than it may', () => {
  const kept = new KeptCluster();
  const large = { file: 'large', bytes: { byteLength: 257 * 1024 * 1024 } as SharedArrayBuffer };
  kept.keep({ files: [large], warnings: [] });
  expect(kept.cluster).toBeUndefined();
});
