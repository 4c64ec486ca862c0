/** What a thread that reads does, on a connection of its own: it sees what is committed. */
import type { MessagePort } from 'node:worker_threads';
import type { QuestionLimits } from '../allowance.ts';
import { openForReading } from '../database.ts';
import { Reader } from '../reader.ts';
import { Answers } from './answers.ts';
import { transferOf } from './blocks.ts';
import type { ReaderAnswer, ReadMessage } from './reading.ts';
import { errorMessage } from './thread-error.ts';

export interface ReaderData {
  readonly path: string;
  readonly question: QuestionLimits;
}

export function serveReading(port: MessagePort, { path, question }: ReaderData): void {
  const send = (answer: ReaderAnswer) =>
    port.postMessage(answer, 'block' in answer ? transferOf(answer.block) : []);
  try {
    const answers = new Answers(path, new Reader(openForReading(path), question), send);
    port.on('message', (message: ReadMessage) => answers.take(message));
    send({ opened: true });
  } catch (error) {
    send({ opened: errorMessage(error) });
  }
}
