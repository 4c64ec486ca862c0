/** A directory for one test's files, gone when the test is over. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Directory extends AsyncDisposable {
  readonly path: string;
  /** Gives the file's path. */
  write(name: string, text: string, mode?: number): Promise<string>;
  remove(name: string): Promise<void>;
}

export async function openDirectory(): Promise<Directory> {
  const path = await mkdtemp(join(tmpdir(), 'dropcast-credentials-'));
  return {
    path,
    async write(name, text, mode = 0o600) {
      const file = join(path, name);
      await writeFile(file, text);
      await chmod(file, mode);
      return file;
    },
    remove: (name) => rm(join(path, name)),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
