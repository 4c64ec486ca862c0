/**
 * Records what agent and aggregator of one version say to each other, byte for byte, while the
 * agent ships a log: `node tools/record-stream.ts BIN LOG > RECORDING`. Then a second agent takes
 * over, and the first one comes back: what the aggregator answers to that is recorded as well.
 * The form is told in test/fixtures/streams/ORIGIN.md; test/wire/recorded-streams.ts reads it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Client,
  type ClientDuplexStream,
  credentials,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
} from '@grpc/grpc-js';

const PATH = '/dropcast.v1.Ingest/Ship';
const ANSWER_MS = 1_000;

const pass = (bytes: Buffer): Buffer => bytes;
const SHIP = {
  path: PATH,
  requestStream: true,
  responseStream: true,
  requestSerialize: pass,
  requestDeserialize: pass,
  responseSerialize: pass,
  responseDeserialize: pass,
} as const;

type Call = ClientDuplexStream<Buffer, Buffer>;

const [bin = '', log = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'dropcast-record-'));
const aggregator = start('aggregator', {
  listen: '127.0.0.1:0',
  http: '127.0.0.1:0',
  store: join(folder, 'flows.db'),
  insecure: '1',
});
try {
  const client = new Client(await listening(aggregator), credentials.createInsecure());
  const recorder = await openRecorder(client);
  const agent = start('agent', {
    source: 'file',
    path: log,
    from: 'oldest',
    'no-follow': '',
    prefix: 'calico-packet,chaos-reject',
    aggregator: `127.0.0.1:${recorder.port}`,
    node: 'node-1',
    conntrack: 'off',
    'window-ms': '100',
    insecure: '1',
  });
  const [status] = await once(agent, 'exit');
  if (status !== 0) throw new Error(`the agent ended with status ${status}`);
  const hello = recorder.said[0]!;
  await converse(client, [otherInstance(hello)]);
  await converse(client, [hello]);
  recorder.server.forceShutdown();
  client.close();
} finally {
  aggregator.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}

/** Flags that this version does not have are left out. */
function start(command: string, flags: Record<string, string>): ChildProcess {
  const help = execFileSync(process.execPath, [bin, command, '--help'], { encoding: 'utf8' });
  const known = Object.entries(flags).filter(([name]) => help.includes(`--${name} `));
  const args = known.flatMap(([name, value]) => [`--${name}`, ...(value === '' ? [] : [value])]);
  return spawn(process.execPath, [bin, command, ...args], {
    stdio: ['ignore', 'ignore', command === 'agent' ? 'inherit' : 'pipe'],
  });
}

async function listening(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stderr! })) {
    const [, address] = /"grpc":"([^"]+)".*"msg":"listening"/.exec(line) ?? [];
    if (address === undefined) continue;
    child.stderr!.resume();
    return address;
  }
  throw new Error('the aggregator does not listen');
}

function print(from: '>' | '<', message: Buffer): void {
  process.stdout.write(`${from} ${message.toString('base64')}\n`);
}

/** A proxy to the aggregator that prints what passes. */
async function openRecorder(client: Client) {
  const said: Buffer[] = [];
  const server = new Server();
  const ship = (near: ServerDuplexStream<Buffer, Buffer>) => {
    const far: Call = client.makeBidiStreamRequest(PATH, pass, pass);
    near.on('data', (message: Buffer) => {
      said.push(message);
      print('>', message);
      far.write(message);
    });
    near.on('end', () => far.end());
    far.on('data', (message: Buffer) => {
      print('<', message);
      near.write(message);
    });
    far.on('error', () => {});
    far.on('status', () => near.end());
  };
  server.addService({ ship: SHIP }, { ship });
  const { promise, resolve } = Promise.withResolvers<number>();
  server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_error, port) =>
    resolve(port),
  );
  return { server, said, port: await promise };
}

/** A stream of its own, printed behind an empty line. */
async function converse(client: Client, messages: readonly Buffer[]): Promise<void> {
  process.stdout.write('\n');
  const call: Call = client.makeBidiStreamRequest(PATH, pass, pass);
  call.on('error', () => {});
  call.on('data', (message: Buffer) => print('<', message));
  for (const message of messages) {
    print('>', message);
    call.write(message);
  }
  await delay(ANSWER_MS);
  call.cancel();
}

/** The same Hello of another instance: one digit of its UUID is another one. */
function otherInstance(hello: Buffer): Buffer {
  const text = hello.toString('latin1');
  const { index } = /[0-9a-f]{8}-[0-9a-f]{4}-/.exec(text)!;
  const digit = text[index] === '0' ? '1' : '0';
  return Buffer.from(text.slice(0, index) + digit + text.slice(index + 1), 'latin1');
}
