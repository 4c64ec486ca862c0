/** The thread that reads: see read-service.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveReading } from './read-service.ts';

serveReading(parentPort!, workerData);
