/**
 * The bench of names: one index of a whole cluster, asked for ends of flows as attribution asks.
 * Prints memory per pod, CPU per event, and nanoseconds and bytes allocated per question; the
 * addresses asked are strings that nobody has hashed yet, as a rollover makes them.
 * Run: node --expose-gc bench/names.ts [--pods N] [--smoke]
 */
import { cpus } from 'node:os';
import { type Endpoint, unnamedEndpoint } from '../src/flow/endpoint.ts';
import { ClusterIndex } from '../src/kube/cluster-index.ts';
import { nameByAddress, nameByInterface } from '../src/kube/endpoint-name.ts';
import type { Pod } from '../src/kube/objects.ts';
import { vethName } from '../src/kube/veth.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import {
  addressOf,
  fill,
  NOW_US,
  nodeAddressOf,
  PODS_PER_NODE,
  podOf,
  SPAN,
} from './named-cluster.ts';
import { median } from './spread.ts';

const USAGE = 'usage: node --expose-gc bench/names.ts [--pods N] [--smoke]';

const PODS = 50_000;
const SMOKE_PODS = 2_000;
const ROUNDS = 21;
/** Few enough that what they allocate is not collected while it is measured. */
const QUESTIONS = 50_000;
/** Pods that talk within one rollover, of all there are. */
const BUSY = 2_000;
const EVENTS = 10_000;

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

interface Measured {
  /** The address is a new string: hashing and comparing it are in it. */
  readonly freshNs: number;
  readonly againNs: number;
  readonly bytes: number;
}

/** Medians over the rounds, every end asked twice. */
function measure(makeEnds: () => readonly Endpoint[], ask: (end: Endpoint) => Endpoint): Measured {
  const fresh: number[] = [];
  const again: number[] = [];
  const allocations: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ends = makeEnds();
    const before = heapBytes();
    fresh.push(askAll(ends, ask));
    allocations.push((process.memoryUsage().heapUsed - before) / ends.length);
    again.push(askAll(ends, ask));
  }
  return { freshNs: median(fresh), againNs: median(again), bytes: median(allocations) };
}

/** CPU nanoseconds per end. Throws when one stays as it is. */
function askAll(ends: readonly Endpoint[], ask: (end: Endpoint) => Endpoint): number {
  let named = 0;
  const begin = process.cpuUsage();
  for (let i = 0; i < ends.length; i++) if (ask(ends[i]!) !== ends[i]) named++;
  const { user } = process.cpuUsage(begin);
  if (named !== ends.length) throw new Error(`${named} of ${ends.length} ends were named`);
  return (user * 1_000) / ends.length;
}

/** New strings, whole as those of a decoded batch: not those that the index has. */
function endsAt(address: (i: number) => string): () => readonly Endpoint[] {
  const newString = (text: string) => Buffer.from(text, 'latin1').toString('latin1');
  return () => Array.from({ length: QUESTIONS }, (_, i) => unnamedEndpoint(newString(address(i))));
}

function measureEvents(index: ClusterIndex, pods: readonly Pod[]): number {
  const begin = process.cpuUsage();
  for (let i = 0; i < EVENTS; i++) {
    const pod = pods[(i * 7) % pods.length]!;
    index.pods.deleted(pod, NOW_US + i);
    index.pods.applied({ ...pod, uid: `again-${i}`, startUs: NOW_US }, NOW_US + i);
  }
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / (2 * EVENTS);
}

function report(name: string, { freshNs, againNs, bytes }: Measured): void {
  const times = [freshNs, againNs].map((ns) => `${ns.toFixed(0).padStart(6)} ns`);
  console.log(`${name.padEnd(40)} ${times.join(' ')} ${bytes.toFixed(1).padStart(6)} B`);
}

function measureQuestions(index: ClusterIndex, pods: readonly Pod[]): void {
  console.log(`${''.padEnd(40)} new string  asked again`);
  const nodes = Math.ceil(pods.length / PODS_PER_NODE);
  const byAddress = (end: Endpoint) => nameByAddress(index, end, SPAN);
  const busyEnds = endsAt((i) => addressOf((i * 31) % Math.min(BUSY, pods.length)));
  report(`one of ${BUSY} pods by address and time`, measure(busyEnds, byAddress));
  const podEnds = endsAt((i) => addressOf((i * 31) % pods.length));
  report(`one of ${pods.length} pods, all alike often`, measure(podEnds, byAddress));
  const nodeEnds = endsAt((i) => nodeAddressOf(i % nodes));
  report('a node by address', measure(nodeEnds, byAddress));
  const outsideEnds = endsAt((i) => `203.0.${(i >> 8) & 7}.${i & 255}`);
  report('an outside peer seen before', measure(outsideEnds, byAddress));
  const interfaces = pods.map(({ namespace, name }) => vethName(namespace, name));
  let at = -1;
  const localEnds = endsAt((i) => addressOf(i % pods.length));
  const byInterface = (end: Endpoint) => {
    at = (at + 1) % QUESTIONS;
    return nameByInterface(index, end, interfaces[at % pods.length]!, SPAN)!;
  };
  report('a pod by interface', measure(localEnds, byInterface));
}

function main(): number {
  const { values } = readCommandLine({
    options: { pods: { type: 'string' }, smoke: { type: 'boolean' } },
  });
  const fallback = values.smoke ? SMOKE_PODS : PODS;
  const count = wholeNumber('pods', values.pods, { least: 1, fallback });
  console.log(`${cpus()[0]?.model}, Node ${process.version}, ${count} pods`);
  const pods = Array.from({ length: count }, (_, i) => podOf(i));
  const before = heapBytes();
  const index = new ClusterIndex();
  const begin = process.cpuUsage();
  fill(index, pods);
  const { user } = process.cpuUsage(begin);
  const perPod = (heapBytes() - before) / count;
  console.log(`list: ${(user / count).toFixed(1)} µs a pod; index: ${perPod.toFixed(0)} B a pod`);
  measureQuestions(index, pods);
  const named = (heapBytes() - before) / count;
  console.log(`index with all ends made: ${named.toFixed(0)} B a pod`);
  console.log(`event: ${measureEvents(index, pods).toFixed(1)} µs of CPU`);
  const { tombstones } = index.pods.size;
  console.log(`with ${tombstones} tombstones: ${((heapBytes() - before) / 1e6).toFixed(0)} MB`);
  return 0;
}

await runProgram(USAGE, main);
