/**
 * Records as lines of JSON: to a stream that is waited for, or to the end of a file, which is
 * opened anew for each page, so that others may rotate it by renaming.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { CommandError } from '../ask.ts';
import { jsonLine } from '../print-edges.ts';
import { type ExportSink, recordJson } from './export-record.ts';

const LINE_FEED = 0x0a;

/** A page counts as written when the stream has taken it: what reads behind it may not have. */
export function streamSink(stream: Writable): ExportSink {
  return {
    write: (records) => {
      const text = records.map((record) => jsonLine(recordJson(record))).join('');
      return new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve()));
      });
    },
  };
}

export interface FileSinkOptions {
  /** Wait for the disk, too. */
  readonly fsync: boolean;
  /** Hears that the file ended within a line. */
  readonly onTorn: () => void;
}

/** Writes reject with CommandError. */
export function fileSink(path: string, { fsync, onTorn }: FileSinkOptions): ExportSink {
  return {
    write: async (records) => {
      try {
        await using file = await open(path, 'a+', 0o640);
        const text = records.map((record) => jsonLine(recordJson(record))).join('');
        const isTorn = await endsWithinLine(file);
        if (isTorn) onTorn();
        await file.appendFile(isTorn ? `\n${text}` : text);
        if (fsync) await file.datasync();
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new CommandError(`cannot write to ${path}: ${why}`, { cause });
      }
    },
  };
}

/** After a crash: what a line lost is repeated behind it. A pipe or device ends nowhere. */
async function endsWithinLine(file: FileHandle): Promise<boolean> {
  const stats = await file.stat();
  if (!stats.isFile() || stats.size === 0) return false;
  const last = Buffer.alloc(1);
  const { bytesRead } = await file.read(last, 0, 1, stats.size - 1);
  return bytesRead === 1 && last[0] !== LINE_FEED;
}
