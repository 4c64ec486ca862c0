/** The thread that writes: see write-service.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveWriting } from './write-service.ts';

serveWriting(parentPort!, workerData);
