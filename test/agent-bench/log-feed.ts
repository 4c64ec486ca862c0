/**
 * Writes lines at a steady rate to where an agent reads them: into a journal, or behind a file as a
 * log daemon does.
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JournalWriter } from './journal-writer.ts';

export const FED_SOURCES = ['journal', 'file'] as const;
export type FedSource = (typeof FED_SOURCES)[number];

export interface LogFeed {
  /** What `--path` has to say. */
  readonly path: string;
  /** Written so far. */
  readonly lines: number;
  /** Resolves when the time is over: late lines have been written, too. */
  run(linesPerSecond: number, forMs: number): Promise<void>;
  /** All at once. */
  write(lines: number): void;
  close(): void;
}

interface Log {
  readonly path: string;
  readonly append: (message: string) => void;
  readonly flush: () => void;
  readonly close: () => void;
}

/** As often as journald tells its readers (POST_CHANGE_TIMER_INTERVAL_USEC of journald). */
const TURN_MS = 250;
const UPTIME_US = 86_400_000_000;

export function openFeed(kind: FedSource, folder: string, nextLine: () => string): LogFeed {
  const log = kind === 'journal' ? openJournal(folder) : openFile(folder);
  let lines = 0;
  const write = (count: number): void => {
    for (let i = 0; i < count; i++) log.append(nextLine());
    lines += count;
    log.flush();
  };
  return {
    path: log.path,
    get lines() {
      return lines;
    },
    write,
    close: log.close,
    async run(linesPerSecond, forMs) {
      const beganMs = performance.now();
      let written = 0;
      for (let isOver = false; !isOver; ) {
        await sleep(TURN_MS);
        const sinceMs = Math.min(forMs, performance.now() - beganMs);
        isOver = sinceMs === forMs;
        const due = Math.round((sinceMs / 1_000) * linesPerSecond) - written;
        if (due > 0) write(due);
        written += due;
      }
    },
  };
}

function openJournal(folder: string): Log {
  const path = join(folder, 'journal');
  mkdirSync(path);
  const writer = new JournalWriter(path);
  const bootUs = Date.now() * 1_000 - UPTIME_US;
  return {
    path,
    append: (message) => {
      const nowUs = Date.now() * 1_000;
      writer.append(nowUs, nowUs - bootUs, message);
    },
    flush: () => writer.flush(),
    close: () => writer.close(),
  };
}

function openFile(folder: string): Log {
  const path = join(folder, 'kern.log');
  const fd = openSync(path, 'a');
  let held = '';
  return {
    path,
    append: (message) => {
      held += `${new Date().toISOString().replace('Z', '000+00:00')} node-0 kernel: ${message}\n`;
    },
    flush: () => {
      if (held !== '') writeSync(fd, held);
      held = '';
    },
    close: () => closeSync(fd),
  };
}
