/** Runs a command to its end; a failure becomes one sentence that says for what it was needed. */
import { execFile } from 'node:child_process';
import type { Step } from './lab-plan.ts';

const COMMAND_MS_MAX = 10_000;

/** The demo cannot go on; the message is a sentence for people. */
export class DemoError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DemoError';
  }
}

/**
 * Runs one step and resolves to what it printed. Throws DemoError when it fails, or an AbortError
 * by `signal`.
 */
export function runStep({ purpose, argv }: Step, signal?: AbortSignal): Promise<string> {
  const [file = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const options = { timeout: COMMAND_MS_MAX, ...(signal && { signal }) };
    execFile(file, args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (signal?.aborted) reject(signal.reason);
      else reject(new DemoError(`${purpose} failed: ${reason(error, stderr)} (${argv.join(' ')})`));
    });
  });
}

function reason(error: Error, stderr: string): string {
  if ('code' in error && error.code === 'ENOENT') return 'the program is not installed';
  return stderr.trim().split('\n')[0] || error.message;
}
