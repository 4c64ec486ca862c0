/**
 * Reads what `kubectl get ns,nodes,pods,svc,netpol -A -o yaml` (or `-o json`) prints: a List, or
 * documents one by one. Kinds that nothing here needs are passed over. What cannot be understood is
 * told with file, line and column.
 */
import { readFile } from 'node:fs/promises';
import { type Document, isNode, LineCounter, parseAllDocuments } from 'yaml';
import { FieldError, type FieldPath, Fields } from './object-fields.ts';
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

/** Aliases that one document may expand to; kubectl prints none, a YAML bomb needs millions. */
const ALIASES_MAX = 100;

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
export class ClusterFileError extends Error {
  readonly file: string;
  /** From 1; undefined when the file as a whole is meant. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(file: string, what: string, at?: Place, options?: { cause?: unknown }) {
    const place = at === undefined ? file : `${file}:${at.line}:${at.column}`;
    super(`${place}: ${what}`, options);
    this.name = 'ClusterFileError';
    this.file = file;
    this.line = at?.line;
    this.column = at?.column;
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Reads and parses a cluster file; throws ClusterFileError. */
export async function readClusterFile(file: string): Promise<ClusterObjects> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ClusterFileError(
      file,
      `cannot be read (${reason}); make it with: ${COMMAND}`,
      undefined,
      {
        cause,
      },
    );
  }
  return parseClusterFile(text, file);
}

/** Parses the text of a cluster file; `file` is only for messages. Throws ClusterFileError. */
export function parseClusterFile(text: string, file: string): ClusterObjects {
  const source = new ClusterText(text, file);
  const objects = new ObjectCollector();
  source.documents().forEach((value, i) => {
    if (value === null || value === undefined) return;
    try {
      objects.addDocument(new Fields(value));
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      throw source.errorAt(i, error.path, `${error.message}; expected the output of: ${COMMAND}`);
    }
  });
  return objects;
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

/** The text of a cluster file: its documents as plain values, and the place of any field in it. */
class ClusterText {
  readonly #text: string;
  readonly #file: string;
  readonly #lines = new LineCounter();
  #parsed: readonly Document.Parsed[] | undefined;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  documents(): unknown[] {
    const json = parseJson(this.#text);
    const values = json === undefined ? this.#yaml().map((_, i) => this.#valueOf(i)) : [json];
    if (values.some((value) => value !== null && value !== undefined)) return values;
    throw new ClusterFileError(this.#file, `holds no objects; make it with: ${COMMAND}`);
  }

  /**
   * The documents with their places; parsed from YAML, of which JSON is a part, when first asked
   * for.
   */
  #yaml(): readonly Document.Parsed[] {
    this.#parsed ??= parseAllDocuments(this.#text, {
      lineCounter: this.#lines,
      prettyErrors: false,
    }) as Document.Parsed[];
    const error = this.#parsed.flatMap((document) => document.errors)[0];
    if (error === undefined) return this.#parsed;
    const what = `is not YAML (${error.message}); make the file again with: ${COMMAND}`;
    throw new ClusterFileError(this.#file, what, this.#place(error.pos[0]));
  }

  #valueOf(document: number): unknown {
    try {
      return this.#yaml()[document]?.toJS({ maxAliasCount: ALIASES_MAX });
    } catch (cause) {
      if (cause instanceof ClusterFileError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ClusterFileError(this.#file, `cannot be expanded (${reason})`, undefined, {
        cause,
      });
    }
  }

  errorAt(document: number, path: FieldPath, what: string): ClusterFileError {
    const contents = this.#yaml()[document];
    for (let depth = path.length; depth >= 0; depth--) {
      const node = contents?.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) {
        return new ClusterFileError(this.#file, what, this.#place(node.range[0]));
      }
    }
    return new ClusterFileError(this.#file, what);
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { line, column: col };
  }
}

/** The value of JSON text; undefined when it is none, so that YAML can say where it breaks. */
function parseJson(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
