/**
 * A read loop in C on the kernel's ring, beside ourselves and at the same time: what reading it
 * costs at least. Without gcc there is none.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const DATA = join(import.meta.dirname, 'data');
const SOURCE = join(import.meta.dirname, 'peers', 'read-kmsg.c');

export interface KmsgFloor {
  /** Ends it, and gives its processor time for a record of the ring, in nanoseconds. */
  end(): Promise<number>;
}

/** Compiles the loop; undefined where that cannot be. */
export function buildKmsgFloor(): string | undefined {
  const program = join(DATA, 'read-kmsg');
  mkdirSync(DATA, { recursive: true });
  try {
    execFileSync('gcc', ['-O2', '-o', program, SOURCE], { stdio: ['ignore', 'ignore', 'pipe'] });
    return program;
  } catch {
    return undefined;
  }
}

/** Reads from now on. */
export function startKmsgFloor(program: string): KmsgFloor {
  const child = spawn(program, { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = text(child.stdout);
  return {
    end: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      const [records = 0, , cpuNs = 0] = (await printed).trim().split(' ').map(Number);
      return cpuNs / records;
    },
  };
}
