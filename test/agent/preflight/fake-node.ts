/** A node made of files under a temporary folder, for checks to look at. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type {
  FileSystem,
  NodeView,
  PreflightSource,
  Roots,
} from '../../../src/agent/preflight/node-view.ts';

/** Wall-clock time on it. */
export const NOW_MS = 1_764_000_000_000;

export const EXT4: FileSystem = {
  type: 0xef53,
  bsize: 4_096,
  blocks: 10_000_000,
  bavail: 5_000_000,
  files: 1_000_000,
  ffree: 900_000,
};

export interface FakeNode {
  readonly folder: string;
  readonly roots: Roots;
  /** Writes files, named from the folder on: `proc/consoles`. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  view(options?: Partial<Omit<NodeView, 'source'>> & { source?: PreflightSource }): NodeView;
  remove(): void;
}

export function createFakeNode(): FakeNode {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-preflight-'));
  const at = (name: string): string => join(folder, name);
  const roots = {
    proc: at('proc'),
    sys: at('sys'),
    etc: at('etc'),
    run: at('run'),
    usr: at('usr'),
  };
  const source = {
    kind: 'journal',
    paths: [at('var/log/journal'), at('run/log/journal')],
  } as const;
  const statFileSystem = async (): Promise<FileSystem> => EXT4;
  return {
    folder,
    roots,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(at(name)), { recursive: true });
        writeFileSync(at(name), content);
      }
    },
    view: (options) => ({
      source,
      prefixes: ['calico-packet'],
      roots,
      statFileSystem,
      nowMs: NOW_MS,
      ...options,
    }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
