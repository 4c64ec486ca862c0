/**
 * kubectl as far as the documents use it, on the objects of the test API server: it takes the verbs
 * and flags of VERBS, reads the files that it is given, applies and deletes. What a cluster would
 * have to run (rollouts, port-forwards, logs) is done at once, and says nothing.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';
import type { NewObject } from '../kube/api-server/kube-object.ts';
import type { ApiServer } from '../kube/api-server/open-api-server.ts';

/** By verb, the long names of its flags that the documents use; kubectl has more. */
export const VERBS: Readonly<Record<string, readonly string[]>> = {
  apply: ['filename', 'kustomize'],
  auth: ['as'],
  create: [
    ...['audience', 'cert', 'clusterrole', 'dry-run', 'duration', 'from', 'from-file', 'key'],
    ...['output', 'serviceaccount', 'user'],
  ],
  delete: ['filename', 'ignore-not-found', 'kustomize'],
  describe: ['selector'],
  drain: ['ignore-daemonsets'],
  get: ['all-namespaces', 'output'],
  logs: ['previous'],
  patch: ['patch', 'type'],
  'port-forward': [],
  proxy: [],
  replace: ['filename'],
  rollout: [],
  set: [],
  top: [],
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
};
const SWITCHES = ['all-namespaces', 'ignore-daemonsets', 'ignore-not-found', 'previous'];

/** By what people write, the plural; what is not here the test server does not keep. */
const PLURALS: Readonly<Record<string, string>> = {
  netpol: 'networkpolicies',
  networkpolicy: 'networkpolicies',
};

/** Undefined where it is a call that kubectl takes, as far as VERBS go; else what is wrong. */
export function faultOfCall(args: readonly string[]): string | undefined {
  const verb = args.find((word) => word in VERBS);
  if (verb === undefined) return `no verb of VERBS`;
  try {
    parsed(verb, args);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export class KubectlError extends Error {}

type Values = Readonly<Record<string, string | boolean | undefined>>;

interface Asked {
  readonly api: ApiServer;
  readonly folder: string;
  readonly words: readonly string[];
  readonly flags: Values;
}

/** What it prints; throws KubectlError. */
export function kubectl(api: ApiServer, folder: string, args: readonly string[]): string {
  const verb = args.find((word) => word in VERBS);
  if (verb === undefined) throw new KubectlError(`kubectl ${args[0]}: not in VERBS of kubectl.ts`);
  const { values: flags, positionals } = parsed(verb, args);
  const asked = { api, folder, words: positionals.slice(1), flags };
  if (verb === 'apply') return apply(asked);
  if (verb === 'delete') return remove(asked);
  if (verb === 'get') return get(asked);
  if (verb === 'create') return create(asked);
  return '';
}

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

const pluralOf = (kind: string): string => PLURALS[kind.toLowerCase()] ?? `${kind.toLowerCase()}s`;

function isKept(api: ApiServer, plural: string): boolean {
  try {
    api.objects(plural);
    return true;
  } catch {
    return false;
  }
}

function apply(asked: Asked): string {
  return manifestsOf(asked)
    .map((manifest) => {
      const plural = pluralOf(manifest.kind);
      if (isKept(asked.api, plural)) put(asked.api, plural, manifest);
      return `${manifest.kind.toLowerCase()}/${manifest.metadata.name} configured\n`;
    })
    .join('');
}

/** Data that others wrote, and that the manifest does not name, stays. */
function put(api: ApiServer, plural: string, manifest: Manifest): void {
  const data = objectAt(api, plural, manifest.metadata)?.data;
  api.put(plural, { ...(data !== undefined && { data }), ...manifest });
}

function objectAt(api: ApiServer, plural: string, { namespace, name }: Manifest['metadata']) {
  return api
    .objects(plural)
    .find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
}

function remove(asked: Asked): string {
  const { api, flags, words } = asked;
  const [kind = '', ...names] = words;
  const namespace = flags.namespace as string | undefined;
  const manifests =
    names.length === 0
      ? manifestsOf(asked)
      : names.map((name) => ({ kind, metadata: { name, ...(namespace && { namespace }) } }));
  return manifests
    .map(({ kind: each, metadata: { namespace: of, name } }) => {
      const key = of === undefined ? name : `${of}/${name}`;
      const plural = pluralOf(each);
      const isThere = !isKept(api, plural) || api.delete(plural, key) !== undefined;
      if (!isThere && flags['ignore-not-found'] === true) return '';
      if (!isThere) throw new KubectlError(`kubectl: ${plural} "${name}" not found`);
      return `${each.toLowerCase()} "${name}" deleted\n`;
    })
    .join('');
}

/** `{.data.KEY}` of one object, dots of the key behind backslashes. */
function dataOf({ api, words: [kind = '', name = ''], flags }: Asked, jsonpath: string): string {
  const [, key = ''] = /^\{\.data\.(.*)\}$/.exec(jsonpath) ?? [];
  const found = objectAt(api, pluralOf(kind), { namespace: String(flags.namespace), name });
  if (found === undefined) throw new KubectlError(`kubectl: ${kind} "${name}" not found`);
  return (found.data as Record<string, string> | undefined)?.[key.replaceAll('\\', '')] ?? '';
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
  const kinds = ['namespaces', 'nodes', 'pods', 'services', 'networkpolicies', 'ingresses'];
  if (flags.output === 'yaml') {
    const items = kinds
      .filter((plural) => isKept(api, plural))
      .flatMap((each) => api.objects(each));
    return stringify({ apiVersion: 'v1', kind: 'List', items });
  }
  const plural = pluralOf(resources.replace(/s$/, ''));
  if (!isKept(api, plural)) return '';
  const found = api.objects(plural).filter(({ metadata }) => {
    return flags.namespace === undefined || metadata.namespace === flags.namespace;
  });
  return found.map(({ metadata }) => `${metadata.name}\n`).join('');
}

function create({ api, folder, flags, words: [kind, name = ''] }: Asked): string {
  for (const flag of ['cert', 'key', 'from-file']) {
    const file = flags[flag] as string | undefined;
    if (file !== undefined && !existsSync(join(folder, file)))
      throw new KubectlError(`kubectl: no file ${file}`);
  }
  if (kind === 'clusterrolebinding' && flags.clusterrole === 'dropcast-viewer')
    bindViewer(api, flags.serviceaccount);
  if (kind !== 'token') return `${kind}/${name} created\n`;
  const audiences = [String(flags.audience)];
  const namespace = String(flags.namespace);
  return api.tokens.issue({ namespace, serviceAccount: name, audiences });
}

/** To the account `NAMESPACE:NAME`, in all namespaces. */
function bindViewer(api: ApiServer, account: string | boolean | undefined): void {
  const allow = ['get', 'list', 'watch'].map((verb) => `${verb} flows.dropcast.io`);
  api.access.bindings.push({ subject: `system:serviceaccount:${account}`, allow });
}
