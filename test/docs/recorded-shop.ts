/**
 * The window of examples/rollout as if it had been recorded just now: its objects and its kernel
 * log, and where a document calls the namespaces otherwise, under those names.
 */
import { parse } from 'yaml';
import { vethName } from '../../src/kube/veth.ts';
import type { NewObject } from '../kube/api-server/kube-object.ts';
import { textOf } from './markdown.ts';

const FOLDER = 'examples/rollout';
const AGE_MS = 60_000;
const LINE_TIME = /^\S+/gm;

/** Names of namespaces: recorded, and in the document. */
export type Renamed = Readonly<Record<string, string>>;

export interface RecordedShop {
  /** As `kubectl get … -A -o yaml` prints them. */
  readonly cluster: string;
  readonly objects: readonly (NewObject & { readonly kind: string })[];
  readonly log: string;
}

export function recordedShop(renamed: Renamed = {}, nowMs = Date.now()): RecordedShop {
  const recorded = objectsOf(textOf(`${FOLDER}/cluster.yaml`));
  const pods = recorded.filter(({ kind }) => kind === 'Pod');
  const interfaces = pods.flatMap(({ metadata: { namespace = '', name } }) => {
    const to = renamed[namespace];
    return to === undefined ? [] : [[vethName(namespace, name), vethName(to, name)] as const];
  });
  const cluster = replaced(textOf(`${FOLDER}/cluster.yaml`), Object.entries(renamed));
  const log = replaced(textOf(`${FOLDER}/window.log`), interfaces);
  return { cluster, objects: objectsOf(cluster), log: movedTo(nowMs - AGE_MS, log) };
}

const objectsOf = (cluster: string) =>
  (parse(cluster) as { readonly items: RecordedShop['objects'] }).items;

const replaced = (text: string, pairs: Iterable<readonly [string, string]>): string =>
  [...pairs].reduce((result, [from, to]) => result.replaceAll(from, to), text);

/** Its last line is of that time. */
function movedTo(endMs: number, log: string): string {
  const times = [...log.matchAll(LINE_TIME)].map(([time]) => Date.parse(time));
  const byMs = endMs - times.at(-1)!;
  return log.replace(LINE_TIME, (time) => {
    const micros = /\.\d{3}(\d{3})/.exec(time)?.[1] ?? '000';
    const moved = new Date(Date.parse(time) + byMs).toISOString();
    return moved.replace('Z', `${micros}+00:00`);
  });
}
