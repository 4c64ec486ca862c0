/**
 * What the bench asks of a client, ours or a peer's, and how it is measured: from the start of the
 * process to a whole cache, then events, then what is held. Prints one JSON object.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ClientOptions {
  readonly origin: string;
  /** PEM of the server's certificate; undefined without TLS. */
  readonly ca: string | undefined;
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
  /** Resolves when the cache is whole; goes on watching and calls `added` for each new pod. */
  sync(options: ClientOptions, added: () => void): Promise<void>;
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
  /** CPU per event: three of them at a time, and all at once; 0 without churn. */
  readonly pacedUs: number;
  readonly burstUs: number;
}

const PER_SECOND = 67;
const EVENTS_PER_REPLACEMENT = 3;
const mb = (bytes: number): number => bytes / 1_048_576;

interface Churn {
  readonly client: Client;
  readonly options: ClientOptions;
  /** Waits for this many pods. */
  readonly grown: (size: number) => Promise<void>;
}

/** `load` imports the client, so that its code counts as its own. */
export async function measureClient(load: () => Promise<Client>): Promise<void> {
  const options = readOptions();
  // What an agent and an aggregator have loaded anyway.
  await import('@grpc/grpc-js');
  await sleep(100);
  collectGarbage();
  const bareMb = mb(process.memoryUsage.rss());
  const began = process.cpuUsage();
  const beganMs = performance.now();
  const client = await load();
  let [goal, reached] = [Number.POSITIVE_INFINITY, (): void => {}];
  await client.sync(options, () => {
    if (client.size() >= goal) reached();
  });
  const syncMs = performance.now() - beganMs;
  const cpuMs = cpuUsSince(began) / 1_000;
  const grown = (size: number): Promise<void> => {
    goal = size;
    return new Promise((resolve) => {
      reached = resolve;
    });
  };
  const isChurned = options.replacements > 0;
  const churn = { client, options, grown };
  // First all at once: paced events are then measured with warm code.
  const burstUs = isChurned ? await measureEvents(churn, 0, 0) : 0;
  const pacedUs = isChurned ? await measureEvents(churn, PER_SECOND, 1) : 0;
  await sleep(200);
  collectGarbage();
  await sleep(200);
  collectGarbage();
  const { rss, heapUsed } = process.memoryUsage();
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  const kept = { rssMb: mb(rss), heapMb: mb(heapUsed), peakMb, bareMb };
  const what = { pods: client.size(), digest: digestOf(client) };
  const figures: Figures = { ...what, syncMs, cpuMs, ...kept, pacedUs, burstUs };
  console.log(JSON.stringify(figures));
  process.exit(0);
}

/** The origin, the certificate's file, a node, replacements; empty ones are absent. */
function readOptions(): ClientOptions {
  const [origin = '', file = '', node = '', replacements = '0'] = process.argv.slice(2);
  const ca = file === '' ? undefined : readFileSync(file, 'utf8');
  return { origin, ca, node: node || undefined, replacements: Number(replacements) };
}

/** CPU microseconds per event, the waking up for it included. */
async function measureEvents(churn: Churn, perSecond: number, round: number): Promise<number> {
  const { client, options, grown } = churn;
  const { origin, ca, replacements } = options;
  const began = process.cpuUsage();
  const url = `${origin}/churn?replacements=${replacements}&perSecond=${perSecond}&round=${round}`;
  if (ca === undefined) http.get(url);
  else https.get(url, { ca, agent: false });
  await grown(client.size() + 1);
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
