/**
 * The way to an aggregator in a cluster that only its API server leads to: a socket on this machine
 * that nobody else may use, each connection to which is forwarded to the pod.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJsonApi } from '../kube/api/json-api.ts';
import { forwardPort } from '../kube/api/port-forward.ts';
import { type AccessOptions, chooseAccess } from '../kube/credentials/choose-access.ts';
import { type FoundAggregator, findAggregator } from './find-aggregator.ts';

/** Over a slow line, after a credential plugin has been asked. */
const ANSWER_MS_MAX = 15_000;

export interface Forward extends FoundAggregator {
  /** For grpc-js: `unix:PATH`. */
  readonly address: string;
  /** How the API server was found, for messages. */
  readonly origin: string;
  /** What went wrong last between here and the pod. */
  obstacle(): string | undefined;
  close(): void;
}

/** Throws CommandError when no aggregator is found. */
export async function openForward(
  options: AccessOptions,
  namespace: string | undefined,
): Promise<Forward> {
  const access = chooseAccess(options);
  const found = await findIn(access, namespace);
  const sockets = new Set<Socket>();
  let obstacle: string | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
    forwardPort(access, found.target, socket, (why) => {
      obstacle = why;
    });
  });
  // A folder of our own (0700): whoever else is on this machine cannot ask in our name.
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-'));
  const path = join(folder, 'aggregator.sock');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Completion and `| head` end the process without a word to anybody.
  process.once('exit', remove);
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    process.off('exit', remove);
    remove();
  };
  try {
    server.listen(path);
    await once(server, 'listening');
  } catch (error) {
    close();
    throw error;
  }
  server.unref();
  const { origin } = access;
  return { ...found, origin, address: `unix:${path}`, obstacle: () => obstacle, close };
}

async function findIn(
  access: ReturnType<typeof chooseAccess>,
  namespace: string | undefined,
): Promise<FoundAggregator> {
  const api = openJsonApi(access, ANSWER_MS_MAX);
  try {
    return await findAggregator(api, access.origin, namespace);
  } finally {
    api.close();
  }
}
