/**
 * Reads what `kubectl get ns,nodes,pods,svc,netpol -A -o yaml` (or `-o json`) prints: a List, or
 * documents one by one. Kinds that nothing here needs are passed over. What cannot be understood is
 * told with file, line and column.
 */
import { readFile } from 'node:fs/promises';
import { readFailure } from '../flow/read-failure.ts';
import { FieldError, Fields } from '../manifest/fields.ts';
import type { ManifestFile } from '../manifest/manifest-files.ts';
import { ManifestError, ManifestText, type Place } from '../manifest/manifest-text.ts';
import type {
  ClusterObjects,
  CronJob,
  Namespace,
  Node,
  OwnedController,
  Pod,
  Service,
} from './objects.ts';
import {
  readController,
  readCronJob,
  readNamespace,
  readNode,
  readPod,
  readService,
} from './read-objects.ts';

/** The kinds that are read. */
const API_VERSIONS: Readonly<Record<string, string>> = {
  Pod: 'v1',
  Node: 'v1',
  Service: 'v1',
  Namespace: 'v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

const COMMAND = 'kubectl get ns,nodes,pods,svc,netpol -A -o yaml';

/** The cluster file cannot be used; `message` says what is wrong, where, and what to do. */
export class ClusterFileError extends ManifestError {
  constructor(at: Place | string, what: string, options?: { cause?: unknown }) {
    super(at, what, options);
    this.name = 'ClusterFileError';
  }
}

/** Reads and parses a cluster file; throws ClusterFileError. */
export async function readClusterFile(file: string): Promise<ClusterObjects> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const what = `cannot be read: ${readFailure(cause)}, or make it with: ${COMMAND}`;
    throw new ClusterFileError(file, what, { cause });
  }
  return parseClusterFile(text, file);
}

/** Parses the text of a cluster file; `file` is only for messages. Throws ClusterFileError. */
export function parseClusterFile(text: string, file: string): ClusterObjects {
  return parseClusterFiles([{ file, text }]);
}

/** What several files hold together. Throws ClusterFileError. */
export function parseClusterFiles(files: readonly ManifestFile[]): ClusterObjects {
  const objects = new ObjectCollector();
  for (const { file, text } of files) collect(objects, new ManifestText(text, file), file);
  return objects;
}

function collect(objects: ObjectCollector, source: ManifestText, file: string): void {
  documentsOf(source).forEach((value, i) => {
    if (value === null || value === undefined) return;
    try {
      objects.addDocument(new Fields(value));
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      const place = source.placeOf(i, error.path) ?? file;
      throw new ClusterFileError(place, `${error.message}; expected the output of: ${COMMAND}`);
    }
  });
}

function documentsOf(source: ManifestText): unknown[] {
  let documents: unknown[];
  try {
    documents = source.documents();
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const { place, file, what, cause } = error;
    const advice = `${what}; make the file again with: ${COMMAND}`;
    throw new ClusterFileError(place ?? file, advice, { cause });
  }
  if (documents.some((value) => value !== null && value !== undefined)) return documents;
  throw new ClusterFileError(source.file, `holds no objects; make it with: ${COMMAND}`);
}

/** Sorts what a document holds by kind. */
class ObjectCollector implements ClusterObjects {
  readonly pods: Pod[] = [];
  readonly nodes: Node[] = [];
  readonly services: Service[] = [];
  readonly namespaces: Namespace[] = [];
  readonly controllers: OwnedController[] = [];
  readonly cronJobs: CronJob[] = [];

  addDocument(document: Fields): void {
    const kind = document.at('kind').requiredText();
    if (kind.endsWith('List')) this.#addList(kind.slice(0, -'List'.length), document);
    else this.#addObject(kind, document);
  }

  /** A plain List names the kind of each item, a PodList that of all. */
  #addList(kindOfAll: string, list: Fields): void {
    const items = list.at('items');
    if (items.isAbsent) throw new FieldError(items.path, 'is missing');
    for (const item of items.items()) {
      const own = item.at('kind');
      const kind = own.isAbsent && kindOfAll !== '' ? kindOfAll : own.requiredText();
      this.#addObject(kind, item);
    }
  }

  #addObject(kind: string, object: Fields): void {
    if (isOfAnotherGroup(kind, object.at('apiVersion').text())) return;
    if (kind === 'Pod') this.pods.push(readPod(object));
    else if (kind === 'Node') this.nodes.push(readNode(object));
    else if (kind === 'Service') this.services.push(readService(object));
    else if (kind === 'Namespace') this.namespaces.push(readNamespace(object));
    else if (kind === 'CronJob') this.cronJobs.push(readCronJob(object));
    else if (kind === 'ReplicaSet' || kind === 'Job') {
      this.controllers.push(readController(kind, object));
    }
  }
}

/** Custom resources may reuse a name: Knative has a Service, too. */
function isOfAnotherGroup(kind: string, apiVersion: string): boolean {
  return apiVersion !== '' && API_VERSIONS[kind] !== undefined && API_VERSIONS[kind] !== apiVersion;
}
