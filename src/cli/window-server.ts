/**
 * The API server as `dropcast window` needs it: what the cluster has, all of it, and which of
 * Calico's APIs is served. What may not be read ends the command: a part would look like the whole.
 */

import { ApiError } from '../kube/api/api-error.ts';
import { type CalicoApi, findCalico, listCalico } from '../kube/api/calico-api.ts';
import { type JsonApi, openJsonApi } from '../kube/api/json-api.ts';
import { deleteObjects, unlessGone } from '../kube/api/write-objects.ts';
import { type AccessOptions, chooseAccess } from '../kube/credentials/choose-access.ts';
import type { ClusterAccess } from '../kube/credentials/cluster-access.ts';
import { listManifests } from '../kube/list-manifests.ts';
import type { ManifestFile } from '../manifest/manifest-files.ts';
import { readLayers } from '../policy/read/read-manifests.ts';
import type { WindowCluster } from '../policy/window/decide-window.ts';
import { readRecord, WINDOW_LABEL, type WindowRecord } from '../policy/window/window-record.ts';
import { CommandError } from './ask.ts';
import type { CommandContext } from './context.ts';
import { tellMistakes } from './policy-inputs.ts';

/** Over a slow line, with a trial that admission takes its time for. */
const ANSWER_MS_MAX = 30_000;

export interface WindowServer {
  readonly api: JsonApi;
  readonly calico: CalicoApi;
  readonly access: ClusterAccess;
}

/** Throws CommandError: it cannot be reached, refuses, or its cluster has no Calico. */
export async function withServer<T>(
  options: AccessOptions,
  { signal }: CommandContext,
  use: (server: WindowServer) => Promise<T>,
): Promise<T> {
  const access = chooseAccess(options);
  const api = openJsonApi(access, ANSWER_MS_MAX);
  const close = () => api.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const calico = await findCalico(api);
    if (calico === undefined)
      throw new CommandError(`no Calico at the API server, ${access.origin}`);
    return await use({ api, calico, access });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    throw new CommandError(`the API server, ${access.origin}: ${cause.message}`, { cause });
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** How Calico is set up, beside the objects that decide over connections. */
const SETTINGS = ['felixconfigurations', 'clusterinformations'];
const INSTALLATIONS = '/apis/operator.tigera.io/v1/installations';

/** What may be missing: it changes no verdict. */
const BESIDE = /^\/apis\/(?:apps|batch|admissionregistration|api\w+|monitoring)\b|\/ingresses\b/;

/** Rejects with ApiError, and with CommandError once mistakes in the objects are told. */
export async function readCluster(
  { api, calico, access }: WindowServer,
  { terminal, signal }: CommandContext,
): Promise<WindowCluster> {
  const { files, warnings } = await listManifests(access, { signal });
  const [missing] = warnings.filter((warning) => !BESIDE.test(warning));
  if (missing !== undefined) throw new CommandError(`nothing is concluded from a part: ${missing}`);
  const { apiVersion } = calico;
  const settings: ManifestFile[] = [];
  for (const path of [...SETTINGS.map((name) => `/apis/${apiVersion}/${name}`), INSTALLATIONS]) {
    const list = await unlessGone(api.get(path));
    if (list !== undefined) settings.push({ file: path, text: JSON.stringify(list.value) });
  }
  const { layers, world, errors } = readLayers([[...files, ...settings]]);
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
