/**
 * The API server as `dropcast window` needs it: what the cluster has, all of it, and which of
 * Calico's APIs is served. What may not be read ends the command: a part would look like the whole.
 */

import { ApiError } from '../kube/api/api-error.ts';
import { type CalicoApi, findCalico, listCalico } from '../kube/api/calico-api.ts';
import { type JsonApi, openJsonApi } from '../kube/api/json-api.ts';
import { listObjects } from '../kube/api/list-objects.ts';
import { deleteObjects } from '../kube/api/write-objects.ts';
import { type AccessOptions, chooseAccess } from '../kube/credentials/choose-access.ts';
import type { Fields } from '../manifest/fields.ts';
import { readLayers } from '../policy/read/read-manifests.ts';
import type { WindowCluster } from '../policy/window/decide-window.ts';
import { readRecord, WINDOW_LABEL, type WindowRecord } from '../policy/window/window-record.ts';
import { CommandError } from './ask.ts';
import type { CommandContext } from './context.ts';
import { tellMistakes } from './policy-inputs.ts';

/** A page of large objects over a slow line. */
const PATIENT = { answerMsMax: 30_000, answerBytesMax: 128 * 1024 * 1024 };

export interface WindowServer {
  readonly api: JsonApi;
  readonly calico: CalicoApi;
}

/** Throws CommandError: it cannot be reached, refuses, or its cluster has no Calico. */
export async function withServer<T>(
  options: AccessOptions,
  { signal }: CommandContext,
  use: (server: WindowServer) => Promise<T>,
): Promise<T> {
  const access = chooseAccess(options);
  const api = openJsonApi(access, PATIENT);
  const close = () => api.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const calico = await findCalico(api);
    if (calico === undefined)
      throw new CommandError(`no Calico at the API server, ${access.origin}`);
    return await use({ api, calico });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    throw new CommandError(`the API server, ${access.origin}: ${cause.message}`, { cause });
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** Beside Calico's: all that decides over a connection, or says whose address it is. */
const COLLECTIONS = [
  ...['namespaces', 'nodes', 'pods', 'serviceaccounts', 'services'].map(
    (name) => `/api/v1/${name}`,
  ),
  '/apis/networking.k8s.io/v1/networkpolicies',
  '/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies',
  '/apis/policy.networking.k8s.io/v1alpha1/baselineadminnetworkpolicies',
  '/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies',
  '/apis/operator.tigera.io/v1/installations',
];

const OF_CALICO = [
  ...['tiers', 'globalnetworkpolicies', 'networkpolicies', 'globalnetworksets', 'networksets'],
  ...['hostendpoints', 'ippools', 'felixconfigurations', 'clusterinformations'],
];

/** Rejects with ApiError, and with CommandError once mistakes in the objects are told. */
export async function readCluster(
  { api, calico }: WindowServer,
  { terminal }: CommandContext,
): Promise<WindowCluster> {
  const { apiVersion, resources } = calico;
  const ofCalico = OF_CALICO.filter((name) => resources.includes(name)).map(
    (name) => `/apis/${apiVersion}/${name}`,
  );
  const inputs: { file: string; text: string }[] = [];
  for (const path of [...COLLECTIONS, ...ofCalico]) {
    const items = (await listIfServed(api, path)).filter((item) => !isShadow(item));
    const text = JSON.stringify({ kind: 'List', items: items.map(({ value }) => value) });
    inputs.push({ file: path, text });
  }
  const { layers, world, errors } = readLayers([inputs]);
  if (errors.length > 0) throw tellMistakes(errors, terminal);
  const { policies, objects } = layers[0]!;
  return { policies, world, objects, apiVersion };
}

/** An object of a window as it is there. */
export interface FoundWindow {
  readonly record: WindowRecord;
  /** Of the object. */
  readonly path: string;
}

/** What is a window's by its label and annotation, in the order in which it may be deleted. */
export async function listWindows({ api, calico }: WindowServer): Promise<FoundWindow[]> {
  const objects = await listCalico(api, calico, WINDOW_LABEL);
  return objects.flatMap(({ kind, path, fields }) => {
    const record = readRecord(kind, fields);
    return record === undefined ? [] : [{ record, path }];
  });
}

/** Only as they were found, or nothing at all. */
export async function deleteWindows(
  { api }: WindowServer,
  found: readonly FoundWindow[],
): Promise<void> {
  await deleteObjects(
    api,
    found.map(({ path, record: { uid, resourceVersion } }) => ({ path, uid, resourceVersion })),
  );
}

async function listIfServed(api: JsonApi, path: string): Promise<Fields[]> {
  return listObjects(api, path).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'not_found') return [];
    throw error;
  });
}

/** Calico's API server shows Kubernetes' policies a second time, as its own. */
function isShadow(item: Fields): boolean {
  return /^k[a-z]*np\./.test(item.at('metadata').at('name').text());
}
