/**
 * An API server for the bench, in a process of its own: pods by list, watch and streaming list, in
 * JSON and protobuf. `GET /churn?replacements=N&perSecond=R&round=I` plays replacements to all
 * watches: a pod ends, goes, and a successor comes (three events), and last a pod more than before.
 * Run: node bench/kube/server.ts PODS [KEY CERTIFICATE]; prints its port.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeEvent, encodeList, encodeMeta, envelope, message } from './encode.ts';
import { eventOf, nodeOf, PODS_PER_NODE, type PodPlan, podJson, podProtobuf } from './pods.ts';

const LIST_VERSION = 1_000_000;
const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const END_MARK = { 'k8s.io/initial-events-end': 'true' };

interface Watch {
  readonly response: ServerResponse;
  readonly isProtobuf: boolean;
  readonly node: string | null;
}

const watches = new Set<Watch>();
const podCount = Number(process.argv[2]);

const planOf = (index: number): PodPlan => ({
  index,
  generation: 0,
  resourceVersion: LIST_VERSION - podCount + index,
});

/** Indexes [from, to) of the pods that a selector leaves. */
function rangeOf(node: string | null): readonly [number, number] {
  if (node === null) return [0, podCount];
  const first = Number(node.slice('node-'.length)) * PODS_PER_NODE;
  return [first, Math.min(first + PODS_PER_NODE, podCount)];
}

/** Writes and waits for room, or gives up with the client. */
async function write(response: ServerResponse, bytes: Buffer | string): Promise<void> {
  response.write(bytes);
  await room(response);
}

async function room(response: ServerResponse): Promise<void> {
  if (response.destroyed || !response.writableNeedDrain) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  response.once('drain', resolve).once('close', resolve);
  await promise;
  response.off('drain', resolve).off('close', resolve);
}

async function sendList(response: ServerResponse, url: URL, isProtobuf: boolean): Promise<void> {
  const [first, end] = rangeOf(nodeIn(url));
  const from = Number(url.searchParams.get('continue') ?? first);
  const to = Math.min(from + Number(url.searchParams.get('limit') ?? podCount), end);
  const next = to < end ? String(to) : '';
  const resourceVersion = String(LIST_VERSION);
  if (isProtobuf) {
    const pods = Array.from({ length: to - from }, (_, i) => podProtobuf(planOf(from + i)));
    const meta = next === '' ? { resourceVersion } : { resourceVersion, continue: next };
    response.end(encodeList('PodList', pods, meta));
    return;
  }
  const metadata = JSON.stringify({ resourceVersion, ...(next !== '' && { continue: next }) });
  await write(response, `{"kind":"PodList","apiVersion":"v1","metadata":${metadata},"items":[`);
  for (let index = from; index < to; index++) {
    await write(response, `${index > from ? ',' : ''}${podJson(planOf(index))}`);
  }
  response.end(']}');
}

async function openWatch(watch: Watch, url: URL): Promise<void> {
  const { response, isProtobuf } = watch;
  response.on('close', () => watches.delete(watch));
  response.flushHeaders();
  if (url.searchParams.has('sendInitialEvents')) {
    const [first, end] = rangeOf(watch.node);
    for (let index = first; index < end; index++) {
      await write(response, eventOf('ADDED', planOf(index), isProtobuf));
    }
    await write(response, endMark(isProtobuf));
  }
  watches.add(watch);
}

function endMark(isProtobuf: boolean): Buffer {
  const metadata = { resourceVersion: String(LIST_VERSION), annotations: END_MARK };
  if (!isProtobuf)
    return Buffer.from(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata } })}\n`);
  return encodeEvent('BOOKMARK', envelope('Pod', message([1, encodeMeta(metadata)])));
}

function tell(type: string, plan: PodPlan): void {
  for (const { response, isProtobuf, node } of watches) {
    if (node === null || node === nodeOf(plan.index))
      response.write(eventOf(type, plan, isProtobuf));
  }
}

/** `perSecond` 0: as fast as clients read. Each `round` replaces what the one before brought. */
async function churn(url: URL): Promise<void> {
  const [replacements = 0, perSecond = 0, round = 0] = ['replacements', 'perSecond', 'round'].map(
    (name) => Number(url.searchParams.get(name)),
  );
  let version = LIST_VERSION * (round + 1);
  for (let i = 0; i < replacements; i++) {
    const index = (i * 7) % podCount;
    tell('MODIFIED', { index, generation: round, resourceVersion: ++version });
    tell('DELETED', { index, generation: round, resourceVersion: ++version });
    tell('ADDED', { index, generation: round + 1, resourceVersion: ++version });
    if (perSecond > 0) await sleep(1_000 / perSecond);
    else await Promise.all(Array.from(watches, ({ response }) => room(response)));
  }
  tell('ADDED', { index: podCount + round, generation: 0, resourceVersion: ++version });
}

const nodeIn = (url: URL): string | null =>
  url.searchParams.get('fieldSelector')?.replace('spec.nodeName=', '') ?? null;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url!, 'http://bench');
  if (url.pathname === '/churn') {
    response.end();
    return churn(url);
  }
  const isProtobuf = request.headers.accept?.includes('protobuf') ?? false;
  response.setHeader('content-type', isProtobuf ? PROTOBUF : 'application/json');
  const isWatch = ['1', 'true'].includes(url.searchParams.get('watch') ?? '');
  if (isWatch) await openWatch({ response, isProtobuf, node: nodeIn(url) }, url);
  else await sendList(response, url, isProtobuf);
}

const serve = (request: IncomingMessage, response: ServerResponse): void => {
  void answer(request, response);
};
const [keyFile, certFile] = process.argv.slice(3);
const server =
  keyFile === undefined || certFile === undefined
    ? http.createServer(serve)
    : https.createServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, serve);
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
