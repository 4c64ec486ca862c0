/**
 * A sign of life on stderr while an answer takes its time. Only where somebody watches, only after
 * a moment, and gone before anything is printed.
 */
import type { Terminal } from './terminal.ts';

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const FRAME_MS = 100;
/** Most answers are there before a person would wonder. */
const PATIENCE_MS = 400;
/** To the line's begin, and what is there erased. */
const ERASE = '\r\u001b[K';

/** Settles as `answer` does. */
export async function withSpinner<T>(
  { stderr, isAttended }: Terminal,
  text: string,
  answer: Promise<T>,
): Promise<T> {
  if (!isAttended) return await answer;
  const startMs = performance.now();
  let shown = 0;
  const timer = setInterval(() => {
    const ms = performance.now() - startMs;
    if (ms < PATIENCE_MS) return;
    const frame = FRAMES[shown++ % FRAMES.length];
    stderr.write(`${ERASE}${frame} ${text}, ${Math.floor(ms / 1_000)} s`);
  }, FRAME_MS);
  try {
    return await answer;
  } finally {
    clearInterval(timer);
    if (shown > 0) stderr.write(ERASE);
  }
}
