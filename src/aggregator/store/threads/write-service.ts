/**
 * What the thread that writes does: opens the file, brings it up to this version, and takes what is
 * sent to it until it is closed. Nobody who asks a question or ships waits for its syncs.
 */
import type { MessagePort } from 'node:worker_threads';
import { openForWriting } from '../database.ts';
import { Writer, type WriterOptions } from '../writer.ts';
import { errorMessage } from './thread-error.ts';
import { WriteQueue } from './write-queue.ts';
import type { WriteMessage, WriterAnswer } from './writing.ts';

export interface WriterData {
  readonly path: string;
  readonly options: Omit<WriterOptions, 'nowUs'>;
}

export function serveWriting(port: MessagePort, { path, options }: WriterData): void {
  const answer = (message: WriterAnswer) => port.postMessage(message);
  try {
    const db = openForWriting(path);
    const writer = new Writer(db, path, { ...options, nowUs: () => Date.now() * 1_000 });
    const queue = new WriteQueue(writer, answer);
    port.on('message', (messages: readonly WriteMessage[]) => {
      for (const message of messages) queue.take(message);
    });
    answer({ opened: true });
  } catch (error) {
    answer({ opened: errorMessage(error) });
  }
}
