/** The thread that answers one question: see serve-question.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveQuestion } from './serve-question.ts';

await serveQuestion(parentPort!, workerData);
// What it listens to would keep it.
parentPort!.close();
