/**
 * A live cluster as manifests: the objects that policies look at, listed through the Kubernetes API
 * and handed on as texts, each with its path for a file name, so that what reads files reads a
 * cluster. A group that the cluster has not is left out; what may not be read is told by name.
 */

import { Fields } from '../manifest/fields.ts';
import type { ManifestFile } from '../manifest/manifest-files.ts';
import { ApiError } from './api/api-error.ts';
import { Connection } from './api/connection.ts';
import {
  getJson,
  isCode,
  type ListOptions,
  type ListPage,
  listPages,
  openBudget,
} from './api/list-pages.ts';
import type { ClusterAccess } from './credentials/cluster-access.ts';
import { DECISIVE_RESOURCES, LISTED_GROUPS, type ListedGroup } from './listed-resources.ts';
import { slimObject } from './slim-object.ts';

/** Silence that ends a request: a list of many is not begun at once. */
const INACTIVITY_MS = 60_000;
/** Lists under way: enough to hide a far server's distance, little for a near one. */
const SOCKETS_MAX = 4;

export interface ClusterManifests {
  /** In the order of groups and resources; a file per page. */
  readonly files: readonly ManifestFile[];
  /** What is missing for want of permission, a line each. */
  readonly warnings: readonly string[];
}

type ManifestOptions = Pick<ListOptions, 'signal' | 'retryMs'>;

/** Rejects with ApiError, whose message names the path, or with the signal's reason. */
export async function listManifests(
  access: ClusterAccess,
  options: ManifestOptions,
): Promise<ClusterManifests> {
  const connection = new Connection(access, INACTIVITY_MS, SOCKETS_MAX);
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const lister = new Lister(connection, { ...options, signal, budget: openBudget() });
  try {
    const groups = await Promise.all(LISTED_GROUPS.map((group) => lister.group(group)));
    return { files: groups.flat(), warnings: lister.warnings.sort() };
  } finally {
    failed.abort();
    connection.close();
  }
}

class Lister {
  readonly warnings: string[] = [];
  readonly #connection: Connection;
  readonly #options: ListOptions;

  constructor(connection: Connection, options: ListOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** Of the first version that serves any of them, all that it serves. */
  async group({ versions, resources, namespace }: ListedGroup): Promise<ManifestFile[]> {
    const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
    for (const version of versions) {
      const served = await this.#served(version);
      const found = resources.filter((resource) => served?.has(resource) ?? true);
      const paths = found.map((name) => `${version}${within}/${name}`);
      const lists = await Promise.all(paths.map((path) => this.#list(path)));
      const there = lists.filter((list) => list !== undefined);
      if (there.length > 0) return there.flat();
    }
    return [];
  }

  /** Names of the resources; undefined: that is not told to everybody, all may be there. */
  async #served(version: string): Promise<ReadonlySet<string> | undefined> {
    try {
      return resourceNames(await getJson(this.#connection, version, this.#options));
    } catch (error) {
      if (isCode(error, 'not_found')) return new Set();
      if (isCode(error, 'forbidden')) return undefined;
      throw namedError(version, error);
    }
  }

  /**
   * Undefined: it is not served after all. Empty: it may not be listed. Rejects where that would
   * make a guess of every answer.
   */
  async #list(path: string): Promise<ManifestFile[] | undefined> {
    const files: ManifestFile[] = [];
    const page = (list: ListPage): void => {
      files.push({ file: path, text: manifestText(list) });
    };
    const restart = (): void => {
      files.length = 0;
    };
    try {
      await listPages(this.#connection, path, { page, restart }, this.#options);
      return files;
    } catch (error) {
      if (isCode(error, 'not_found')) return undefined;
      const isDecisive = DECISIVE_RESOURCES.includes(path.split('/').at(-1)!);
      if (isDecisive || !isCode(error, 'forbidden')) throw namedError(path, error);
      this.warnings.push(`${path} may not be listed, and counts as empty: ${error.message}`);
      return [];
    }
  }
}

function resourceNames(told: unknown): ReadonlySet<string> {
  try {
    const resources = new Fields(told).at('resources').items();
    return new Set(resources.map((resource) => resource.at('name').requiredText()));
  } catch (cause) {
    throw new ApiError('malformed', 'the answer names no resources', { cause });
  }
}

function manifestText({ apiVersion, kind, items }: ListPage): string {
  const kindOfItems = kind.replace(/List$/, '');
  const slim = items.map((item) => slimObject(kindOfItems, item));
  return JSON.stringify({ apiVersion, kind, items: slim });
}

/** What is no error of the API stays as it is: the signal's reason. */
function namedError(path: string, error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const { code, message, retryAfterMs } = error;
  return new ApiError(code, `${path}: ${message}`, { cause: error, retryAfterMs });
}
