/**
 * Programs of the scene that are no processes of their own for each call: a small client hands over
 * what it was called with, and prints what comes back. Starting a process for each of a hundred
 * commands would take longer than all that they do.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** What to print, in its order: 1 is stdout, 2 stderr. */
export type Printed = readonly (readonly [stream: 1 | 2, text: string])[];

export interface Answer {
  readonly status: number;
  readonly printed: Printed;
}

export interface Call {
  readonly args: readonly string[];
  readonly folder: string;
}

/** One connection for each call. */
export async function answerCalls(
  socket: string,
  answer: (call: Call) => Promise<Answer>,
): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let asked = '';
    connection.setEncoding('utf8').on('data', (part: string) => {
      asked += part;
    });
    connection.on('end', async () => {
      connection.end(JSON.stringify(await answer(JSON.parse(asked) as Call)));
    });
  });
  server.listen(socket);
  await once(server, 'listening');
  return server;
}

/** Node's source of the client: `node CLIENT SOCKET ARGS…`. */
export const CLIENT = `
const { connect } = require('node:net');
const [socket, ...args] = process.argv.slice(2);
let text = '';
const connection = connect(socket).setEncoding('utf8');
connection.on('data', (part) => (text += part)).on('end', () => {
  const { status, printed } = JSON.parse(text);
  process.exitCode = status;
  const streams = { 1: process.stdout, 2: process.stderr };
  for (const [stream, part] of printed) streams[stream].write(part);
});
process.stdout.on('error', () => process.exit(0));
connection.end(JSON.stringify({ args, folder: process.cwd() }));
`;
