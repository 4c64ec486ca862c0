/**
 * kubectl as far as the documents use it, on the objects of the test API server: it takes the verbs
 * and flags of VERBS, reads the files that it is given, applies and deletes, and says that what is
 * named is not there. What a cluster would have to run (rollouts, port-forwards, logs) is done at
 * once, and says nothing.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';
import type { NewObject } from '../kube/api-server/kube-object.ts';
import type { ApiServer } from '../kube/api-server/open-api-server.ts';
import { createdBy, namesOf } from './known-objects.ts';
import {
  type KubectlCall,
  kindOf,
  nameOf,
  namesIn,
  notFound,
  type ObjectName,
  type ObjectNames,
  pluralOf,
  UnknownKind,
} from './object-names.ts';

/** By verb, the long names of its flags that the documents use; kubectl has more. */
export const VERBS: Readonly<Record<string, readonly string[]>> = {
  apply: ['filename', 'kustomize'],
  auth: ['as'],
  create: [
    ...['audience', 'cert', 'clusterrole', 'dry-run', 'duration', 'from', 'from-file', 'key'],
    ...['output', 'serviceaccount', 'user'],
  ],
  delete: ['all-namespaces', 'field-selector', 'filename', 'ignore-not-found', 'kustomize'],
  describe: ['selector'],
  drain: ['ignore-daemonsets'],
  exec: ['stdin'],
  get: ['all-namespaces', 'output'],
  logs: ['previous'],
  patch: ['patch', 'type'],
  'port-forward': [],
  proxy: [],
  replace: ['filename'],
  rollout: ['timeout'],
  scale: ['replicas'],
  set: [],
  top: [],
  wait: ['for', 'selector', 'timeout'],
};

const SHORT: Readonly<Record<string, string>> = {
  'all-namespaces': 'A',
  filename: 'f',
  kustomize: 'k',
  namespace: 'n',
  output: 'o',
  patch: 'p',
  previous: 'p',
  selector: 'l',
  stdin: 'i',
};
const SWITCHES = ['all-namespaces', 'ignore-daemonsets', 'ignore-not-found', 'previous', 'stdin'];

/** Undefined where it is a call that kubectl takes, as far as VERBS go; else what is wrong. */
export function faultOfCall(args: readonly string[], known: ObjectNames): string | undefined {
  try {
    const missing = namesIn(callOf(args)).filter((object) => !known.has(object));
    return missing.map(notFound)[0];
  } catch (error) {
    return (error as Error).message;
  }
}

export class KubectlError extends Error {}

/** What there is: objects of kinds that the test API server keeps, of others the names. */
export interface Cluster {
  readonly api: ApiServer;
  names: ObjectNames;
}

interface Asked extends Cluster, KubectlCall {
  readonly folder: string;
}

/** What it prints; throws KubectlError. */
export function kubectl(cluster: Cluster, folder: string, args: readonly string[]): string {
  const call = callOf(args);
  const asked = { ...cluster, ...call, folder };
  if (call.flags['ignore-not-found'] !== true) checkNames(asked);
  if (call.verb === 'apply') return apply(asked);
  if (call.verb === 'delete') return remove(asked);
  if (call.verb === 'get') return get(asked);
  if (call.verb === 'create') return create(asked);
  return '';
}

/** Throws KubectlError where it is none that VERBS knows. */
function callOf(args: readonly string[]): KubectlCall {
  const verb = args.find((word) => word in VERBS);
  if (verb === undefined) throw new KubectlError(`kubectl ${args[0]}: not in VERBS of kubectl.ts`);
  const rest = args.indexOf('--');
  const { values: flags, positionals } = parsed(verb, rest === -1 ? args : args.slice(0, rest));
  return { verb, flags, words: positionals.slice(1) };
}

function checkNames(asked: Asked): void {
  try {
    const missing = namesIn(asked).find((object) => !isThere(asked, object));
    if (missing !== undefined) throw new KubectlError(notFound(missing));
  } catch (error) {
    if (error instanceof UnknownKind) throw new KubectlError(error.message);
    throw error;
  }
}

const isThere = ({ api, names }: Cluster, object: ObjectName): boolean =>
  names.has(object) || objectAt(api, object) !== undefined;

function parsed(verb: string, args: readonly string[]) {
  const options = Object.fromEntries(
    ['namespace', ...VERBS[verb]!].map((name) => {
      const type = SWITCHES.includes(name) ? ('boolean' as const) : ('string' as const);
      return [name, { type, ...(SHORT[name] !== undefined && { short: SHORT[name] }) }];
    }),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new KubectlError(`kubectl ${verb}: ${(error as Error).message}`);
  }
}

interface Manifest extends NewObject {
  readonly kind: string;
  /** Of a kustomization. */
  readonly resources?: readonly string[];
}

/** The manifests of `-f` or `-k`. */
function manifestsOf({ folder, flags }: Asked): Manifest[] {
  const path = join(folder, String(flags.filename ?? flags.kustomize));
  if (!existsSync(path)) throw new KubectlError(`kubectl: the path ${path} does not exist`);
  return flags.kustomize === undefined ? manifestsIn(path) : customized(path);
}

const manifestsIn = (path: string): Manifest[] =>
  parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as Manifest);

/** What a kustomization lists, and those that it lists: names, not what it changes in them. */
function customized(path: string): Manifest[] {
  const file = statSync(path).isDirectory() ? join(path, 'kustomization.yaml') : path;
  if (!file.endsWith('kustomization.yaml')) return manifestsIn(file);
  if (!existsSync(file)) throw new KubectlError(`kubectl: no kustomization.yaml in ${path}`);
  const { resources = [] } = manifestsIn(file)[0]!;
  return resources.flatMap((name) => customized(join(dirname(file), name)));
}

function apply(asked: Asked): string {
  const manifests = manifestsOf(asked);
  for (const object of namesOf(manifests)) asked.names.add(object);
  return manifests
    .map((manifest) => {
      put(asked, manifest);
      return `${manifest.kind.toLowerCase()}/${manifest.metadata.name} configured\n`;
    })
    .join('');
}

/** Data that others wrote, and that the manifest does not name, stays. */
function put({ api, names }: Cluster, manifest: Manifest): void {
  const { kind: word, metadata } = manifest;
  const { namespace } = metadata;
  if (namespace !== undefined && !isThere({ api, names }, nameOf('namespace', namespace)))
    throw new KubectlError(notFound(nameOf('namespace', namespace)));
  const kind = kindOf(word);
  if (kind === undefined || keptOf(api, kind) === undefined) return;
  const data = objectAt(api, nameOf(kind, metadata.name, namespace))?.data;
  api.put(pluralOf(kind), { ...(data !== undefined && { data }), ...manifest });
}

/** Undefined: the test server does not keep that kind. */
function keptOf(api: ApiServer, kind: string) {
  try {
    return api.objects(pluralOf(kind));
  } catch {
    return undefined;
  }
}

function objectAt(api: ApiServer, { kind, namespace, name }: ObjectName) {
  return keptOf(api, kind)?.find(
    ({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace,
  );
}

function remove(asked: Asked): string {
  const { api, flags, names } = asked;
  const isByFile = (flags.filename ?? flags.kustomize) !== undefined;
  const objects = isByFile ? namesOf(manifestsOf(asked)) : namesIn(asked).filter(isNoSpace(asked));
  return objects
    .map((object) => {
      const { kind, namespace, name } = object;
      const wasThere = isThere(asked, object);
      if (!wasThere && flags['ignore-not-found'] === true) return '';
      if (!wasThere) throw new KubectlError(notFound(object));
      names.delete(object);
      if (objectAt(api, object) !== undefined)
        api.delete(pluralOf(kind), namespace === '' ? name : `${namespace}/${name}`);
      return `${kind} "${name}" deleted\n`;
    })
    .join('');
}

/** The namespace of `-n` is not what is deleted. */
const isNoSpace =
  ({ flags }: Asked) =>
  ({ kind, name }: ObjectName): boolean =>
    kind !== 'namespace' || name !== flags.namespace;

/** `{.data.KEY}` of one object, dots of the key behind backslashes. */
function dataOf(asked: Asked, jsonpath: string): string {
  const [, key = ''] = /^\{\.data\.(.*)\}$/.exec(jsonpath) ?? [];
  const [object] = namesIn(asked).filter(isNoSpace(asked));
  const found = object && objectAt(asked.api, object);
  return (found?.data as Record<string, string> | undefined)?.[key.replaceAll('\\', '')] ?? '';
}

/** One list of all that there is, as the documents make cluster files; else data, or names. */
function get(asked: Asked): string {
  const {
    api,
    words: [resources = ''],
    flags,
  } = asked;
  const [, jsonpath] = /^jsonpath=(.*)/.exec(String(flags.output)) ?? [];
  if (jsonpath !== undefined) return dataOf(asked, jsonpath);
  const kinds = ['namespace', 'node', 'pod', 'service', 'networkpolicy', 'ingress'];
  if (flags.output === 'yaml') {
    const items = kinds.flatMap((kind) => keptOf(api, kind) ?? []);
    return stringify({ apiVersion: 'v1', kind: 'List', items });
  }
  const found = (keptOf(api, kindOf(resources) ?? '') ?? []).filter(({ metadata }) => {
    return flags.namespace === undefined || metadata.namespace === flags.namespace;
  });
  return found.map(({ metadata }) => `${metadata.name}\n`).join('');
}

function create({ api, names, folder, flags, words }: Asked): string {
  const [kind, name = ''] = words;
  for (const flag of ['cert', 'key', 'from-file']) {
    // Of `--from-file`, which may come several times, the last: KEY=FILE.
    const file = (flags[flag] as string | undefined)?.split('=').at(-1);
    if (file !== undefined && !existsSync(join(folder, file)))
      throw new KubectlError(`kubectl: no file ${file}`);
  }
  if (kind === 'clusterrolebinding' && flags.clusterrole === 'dropcast-viewer')
    bindViewer(api, flags.serviceaccount);
  if (kind !== 'token') {
    for (const object of createdBy(words, flags.namespace as string)) names.add(object);
    return `${kind}/${name} created\n`;
  }
  const audiences = [String(flags.audience)];
  const namespace = String(flags.namespace);
  return api.tokens.issue({ namespace, serviceAccount: name, audiences });
}

/** To the account `NAMESPACE:NAME`, in all namespaces. */
function bindViewer(api: ApiServer, account: string | boolean | undefined): void {
  const allow = ['get', 'list', 'watch'].map((verb) => `${verb} flows.dropcast.io`);
  api.access.bindings.push({ subject: `system:serviceaccount:${account}`, allow });
}
