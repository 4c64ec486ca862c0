/** Reads what a request is about out of its path and query. */
import type { Verb } from './faults.ts';
import { apiVersionOf, type Resource } from './kube-object.ts';

export interface Target {
  readonly verb: Verb;
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly query: URLSearchParams;
}

/** `/api/v1/…` or `/apis/GROUP/VERSION/…`, then a namespace, a resource, a name. */
const PATH = new RegExp(
  [
    /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)/,
    /(?:\/namespaces\/(?<namespace>[^/]+)(?=\/))?/,
    /\/(?<plural>[^/]+)(?:\/(?<name>[^/]+))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

const WRITING: Readonly<Record<string, Verb>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Undefined for a path that no resource has. */
export function readTarget(
  { method, url = '' }: { readonly method?: string | undefined; readonly url?: string | undefined },
  resources: readonly Resource[],
): Target | undefined {
  const { pathname, searchParams: query } = new URL(url, 'https://server');
  const found = PATH.exec(pathname)?.groups;
  const apiVersion = found?.group ? `${found.group}/${found.version}` : found?.version;
  const resource = resources.find(
    (known) => apiVersionOf(known) === apiVersion && known.plural === found?.plural,
  );
  if (resource === undefined) return undefined;
  const { namespace, name } = found!;
  const isWatch = ['true', '1'].includes(query.get('watch') ?? '');
  const reading = name === undefined ? (isWatch ? 'watch' : 'list') : 'get';
  const verb = WRITING[method ?? ''] ?? reading;
  return { verb, resource, namespace, name, query };
}
