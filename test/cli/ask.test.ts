import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { askInTime } from '../../src/cli/ask.ts';
import { connectAggregator } from '../../src/cli/connect.ts';

const sink = { write: () => {} };
const terminal = { stdout: sink, stderr: sink, hasColours: false };

test('a question that is given up after --request-timeout is also ended', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => {}).resume()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as { port: number };
  const options = {
    aggregator: `127.0.0.1:${address.port}`,
    insecure: 1,
    requestTimeout: 50,
  };
  const ended = Promise.withResolvers<unknown>();
  const answer = askInTime({ connect: connectAggregator, terminal }, options, async (client) => {
    await client.getStatus().catch(ended.resolve);
  });
  await expect(answer).rejects.toThrow('no answer in 0.05 s: ask for less');
  expect(await ended.promise).toMatchObject({ code: 1 });
  server.close();
  for (const socket of sockets) socket.destroy();
});
