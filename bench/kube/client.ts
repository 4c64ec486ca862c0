/**
 * What the bench asks of a client, ours or a peer's, and how it is measured: from the start of the
 * process to a whole cache, then events, then what is held. Prints one JSON object.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where the server leaves its authority, PEM. */
export const AUTHORITY_FILE = join(import.meta.dirname, 'authority.pem');

export interface ClientOptions {
  readonly origin: string;
  /** Undefined: the whole cluster. */
  readonly node: string | undefined;
  /** Three events each; 0: no churn. */
  readonly replacements: number;
}

export interface Held {
  readonly name: string;
  readonly uid: string;
  readonly ip: string;
}

export interface Client {
  /** Resolves when the cache is whole; goes on watching. */
  sync(options: ClientOptions): Promise<void>;
  size(): number;
  held(): Iterable<Held>;
}

export interface Figures {
  readonly pods: number;
  /** Over what is held at the end: the same for everybody who is right. */
  readonly digest: string;
  readonly syncMs: number;
  readonly cpuMs: number;
  /** After a garbage collection, with the cache held. */
  readonly rssMb: number;
  readonly heapMb: number;
  readonly peakMb: number;
  /** Before the client's code was loaded, with what the services load anyway. */
  readonly bareMb: number;
  /** 0 without churn. */
  readonly eventUs: number;
}

const PER_SECOND = 67;
const EVENTS_PER_REPLACEMENT = 3;
const LOOK_EVERY_MS = 20;
const mb = (bytes: number): number => bytes / 1_048_576;

/** `load` imports the client, so that its code counts as its own. */
export async function measureClient(load: () => Promise<Client>): Promise<void> {
  const [origin = '', node = '', replacements = '0'] = process.argv.slice(2);
  const options = { origin, node: node || undefined, replacements: Number(replacements) };
  // What an agent and an aggregator have loaded anyway.
  await import('@grpc/grpc-js');
  await sleep(100);
  collectGarbage();
  const bareMb = mb(process.memoryUsage.rss());
  const began = process.cpuUsage();
  const beganMs = performance.now();
  const client = await load();
  await client.sync(options);
  const syncMs = performance.now() - beganMs;
  const cpuMs = cpuUsSince(began) / 1_000;
  const eventUs = options.replacements === 0 ? 0 : await measureEvents(client, options);
  await sleep(200);
  collectGarbage();
  await sleep(200);
  collectGarbage();
  const { rss, heapUsed } = process.memoryUsage();
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  const kept = { rssMb: mb(rss), heapMb: mb(heapUsed), peakMb, bareMb };
  const what = { pods: client.size(), digest: digestOf(client) };
  const figures: Figures = { ...what, syncMs, cpuMs, ...kept, eventUs };
  console.log(JSON.stringify(figures));
  process.exit(0);
}

/** CPU microseconds per event, the idle loop in between included. */
async function measureEvents(client: Client, options: ClientOptions): Promise<number> {
  const { origin, replacements } = options;
  const before = client.size();
  const began = process.cpuUsage();
  const churn = `${origin}/churn?replacements=${replacements}&perSecond=${PER_SECOND}`;
  get(churn, { ca: readFileSync(AUTHORITY_FILE), agent: false }).end();
  while (client.size() <= before) await sleep(LOOK_EVERY_MS);
  return cpuUsSince(began) / (replacements * EVENTS_PER_REPLACEMENT);
}

function cpuUsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return user + system;
}

function collectGarbage(): void {
  if (global.gc === undefined) throw new Error('run with --expose-gc');
  global.gc();
  global.gc();
}

/** Independent of the order. */
function digestOf(client: Client): string {
  const lines = Array.from(client.held(), ({ name, uid, ip }) => `${name} ${uid} ${ip}`);
  return createHash('sha1').update(lines.sort().join('\n')).digest('hex').slice(0, 12);
}
