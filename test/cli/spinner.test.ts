import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withSpinner } from '../../src/cli/spinner.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function spin(isAttended: boolean, ms: number): Promise<string> {
  let written = '';
  const sink = { write: (text: string) => (written += text) };
  const terminal = { stdout: sink, stderr: sink, hasColours: false, isAttended };
  const { promise, resolve } = Promise.withResolvers<void>();
  const answered = withSpinner(terminal, 'waiting', promise);
  vi.advanceTimersByTime(ms);
  resolve();
  await answered;
  return written;
}

test('shows that something goes on, and leaves nothing behind', async () => {
  const written = await spin(true, 2_000);
  expect(written).toContain('waiting, 1 s');
  expect(written.endsWith('\r\u001b[K')).toBe(true);
});

test('is silent for what comes at once, and where nobody watches', async () => {
  expect(await spin(true, 200)).toBe('');
  expect(await spin(false, 5_000)).toBe('');
});
