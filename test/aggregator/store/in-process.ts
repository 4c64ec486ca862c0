/** The store's threads without threads: their ports, in this one, as fast as tests want them. */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { serveReading } from '../../../src/aggregator/store/threads/read-service.ts';
import type { StartThread, Thread } from '../../../src/aggregator/store/threads/store-thread.ts';
import { serveWriting } from '../../../src/aggregator/store/threads/write-service.ts';

export const startInProcess: StartThread = (role, workerData) => {
  const { port1, port2 } = new MessageChannel();
  const serve: (port: MessagePort, data: never) => void =
    role === 'reader' ? serveReading : serveWriting;
  serve(port2, workerData as never);
  const thread = Object.assign(port1, { terminate: async () => port1.close() });
  return thread as unknown as Thread;
};
