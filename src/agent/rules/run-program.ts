/**
 * Runs one program and gives its output as it arrives: bounded in bytes and time, past which the
 * program is killed, so that a rule set of any size costs neither memory nor a hang.
 */
import { spawn } from 'node:child_process';

/** Largest output read: the rules of some hundred thousand policies. */
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
/** Of what a program complains, the beginning says enough. */
const COMPLAINT_CHARACTERS_MAX = 400;
const RUN_MS_MAX = 10_000;

/** How it went. `absent`: there is no such program; `why` is one line. */
export type RunEnd =
  | { readonly end: 'ended' | 'absent' }
  | { readonly end: 'failed'; readonly why: string };

/** Runs `command`, a program and its arguments. Never throws. */
export type RunProgram = (
  command: readonly string[],
  onOutput: (text: string) => void,
) => Promise<RunEnd>;

export const runProgram: RunProgram = async (command, onOutput) => {
  const [program = '', ...words] = command;
  try {
    return await run(program, words, onOutput);
  } catch (error) {
    // Node's permission model refuses at once.
    return failed(program, (error as Error).message);
  }
};

function run(
  program: string,
  words: readonly string[],
  onOutput: (text: string) => void,
): Promise<RunEnd> {
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: RUN_MS_MAX,
    killSignal: 'SIGKILL',
  });
  let bytes = 0;
  let complaint = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    bytes += text.length;
    if (bytes > OUTPUT_BYTES_MAX) child.kill('SIGKILL');
    else onOutput(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, COMPLAINT_CHARACTERS_MAX);
  });
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const isAbsent = error.code === 'ENOENT';
      resolve(isAbsent ? { end: 'absent' } : failed(program, error.message));
    });
    child.once('close', (status) => {
      if (bytes > OUTPUT_BYTES_MAX) resolve(failed(program, 'more than 64 MiB of rules'));
      else if (status === 0) resolve({ end: 'ended' });
      else if (status === null) resolve(failed(program, `no end within ${RUN_MS_MAX / 1000} s`));
      else resolve(failed(program, complaint.trim().split('\n')[0] || `exit status ${status}`));
    });
  });
}

function failed(program: string, why: string): RunEnd {
  return { end: 'failed', why: `${program}: ${why}` };
}
