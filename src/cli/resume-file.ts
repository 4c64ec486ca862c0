/** The file of `--resume`: replaced as a whole, so that it is always the old or the new one. */
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError } from './ask.ts';

/** Of exports: a mark is some 70 bytes, and there are at most a month of them. */
const BYTES_MAX = 1 << 20;

/** Undefined: there is none. Rejects with CommandError when it cannot be read. */
export async function readResume(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return text.length > BYTES_MAX ? '' : text;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(path, cause);
  }
}

/** Resolves when `value` is on disk; rejects with CommandError. */
export async function writeResume(path: string, value: object): Promise<void> {
  const beside = `${path}.new`;
  try {
    {
      await using file = await open(beside, 'w', 0o600);
      await file.writeFile(`${JSON.stringify(value)}\n`);
      await file.datasync();
    }
    await rename(beside, path);
    await using folder = await open(dirname(path));
    await folder.sync();
  } catch (cause) {
    throw unusable(path, cause);
  }
}

function unusable(path: string, cause: unknown): CommandError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CommandError(`--resume ${path} cannot be used: ${why}`, { cause });
}
