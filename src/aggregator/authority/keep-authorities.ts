/**
 * The authorities in the cluster: keys in the Secret `dropcast-authority`, which the aggregator
 * alone may read, certificates in the ConfigMap `dropcast-ca`, which agents mount. Both are there
 * before us, empty (deploy/aggregator.yaml): then a role for these two by name is enough.
 * Invariant: of replicas that write at once one is heard, and the others take what it wrote.
 */
import { ApiError } from '../../kube/api/api-error.ts';
import type { JsonApi } from '../../kube/api/json-api.ts';
import type { Fields } from '../../manifest/fields.ts';
import {
  type Authority,
  bundleOf,
  type Entries,
  entriesOf,
  readAuthorities,
  withSuccessor,
} from './authorities.ts';

export const AUTHORITY_SECRET = 'dropcast-authority';
export const AUTHORITY_CONFIG_MAP = 'dropcast-ca';
/** Of replicas that start at once, each but the first loses once. */
const TRIES_MAX = 8;

/** At least one, the oldest first. Rejects with ApiError or FieldError. */
export async function keepAuthorities(
  api: JsonApi,
  namespace: string,
  nowMs: number,
): Promise<readonly Authority[]> {
  const core = `/api/v1/namespaces/${namespace}`;
  const authorities = await tryAgain(() =>
    keepSecret(api, `${core}/secrets/${AUTHORITY_SECRET}`, nowMs),
  );
  const path = `${core}/configmaps/${AUTHORITY_CONFIG_MAP}`;
  await tryAgain(() => publish(api, path, bundleOf(authorities)));
  return authorities;
}

async function keepSecret(api: JsonApi, path: string, nowMs: number) {
  const secret = await api.get(path);
  const entries = decoded(secret.at('data').texts());
  const authorities = withSuccessor(readAuthorities(entries, nowMs), nowMs);
  const wanted = entriesOf(authorities);
  if (!isSame(entries, wanted)) await api.put(path, withData(secret, encoded(wanted)));
  return authorities;
}

async function publish(api: JsonApi, path: string, bundle: string): Promise<void> {
  const configMap = await api.get(path);
  const data = configMap.at('data').texts();
  if (data['ca.crt'] === bundle) return;
  await api.put(path, withData(configMap, { ...data, 'ca.crt': bundle }));
}

/** Again when somebody else was first. */
async function tryAgain<T>(change: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await change();
    } catch (error) {
      const isLost = error instanceof ApiError && error.code === 'conflict';
      if (!isLost || tries >= TRIES_MAX) throw error;
    }
  }
}

/** The object as it was read, version and all: the server refuses it if it has changed. */
const withData = ({ value }: Fields, data: Entries): object => ({ ...(value as object), data });

const decoded = (data: Entries): Entries =>
  mapped(data, (text) => Buffer.from(text, 'base64').toString());

const encoded = (entries: Entries): Entries =>
  mapped(entries, (text) => Buffer.from(text).toString('base64'));

const mapped = (entries: Entries, change: (text: string) => string): Entries =>
  Object.fromEntries(Object.entries(entries).map(([key, text]) => [key, change(text)]));

function isSame(a: Entries, b: Entries): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
