/**
 * How every program of Dropcast begins and ends: one signal ends everything; a reader that has gone
 * away is no error.
 */
import { readFileSync } from 'node:fs';

/** Runs `run` with a signal that aborts when the process is asked to end; gives what it gives. */
export async function untilSignal(run: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  // Once each: a second one ends a process that does not end by itself.
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  process.stdout.on('error', endWithOutput);
  process.stderr.on('error', endWithOutput);
  try {
    return await run(stop.signal);
  } finally {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  }
}

/** package.json stands one folder above, in the source tree as in the build. */
export function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}

/** `dropcast flows | head`: whoever read has what they wanted. A full disk is a failure. */
function endWithOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`dropcast: cannot write the output: ${error.message}\n`);
  process.exit(1);
}
