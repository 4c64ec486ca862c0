/**
 * Bounds the sources of one node: each has a row, a rate and a share of every hour of its own, and
 * whoever speaks for a node names them as it likes.
 */
import { LRUCache } from 'lru-cache';
import { AGENTS_MAX } from '../../flow/limits.ts';
import type { AgentKey } from '../store.ts';

/** More than there are kinds of them: a node reads its journal, its ring or a few files. */
export const SOURCES_PER_NODE_MAX = 8;

/** A source that did not say hello for so long makes room for another one. */
const KEPT_MS = 3_600_000;

export class NodeSources {
  readonly #nowMs: () => number;
  /** When each source of a node last said hello. */
  readonly #nodes = new LRUCache<string, Map<string, number>>({ max: AGENTS_MAX });

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** False: it is one too many, and not kept. */
  admit({ cluster, node, source }: AgentKey): boolean {
    const key = JSON.stringify([cluster, node]);
    const sources = this.#nodes.get(key) ?? new Map<string, number>();
    const nowMs = this.#nowMs();
    for (const [name, heardMs] of sources) if (heardMs < nowMs - KEPT_MS) sources.delete(name);
    if (!sources.has(source) && sources.size >= SOURCES_PER_NODE_MAX) return false;
    this.#nodes.set(key, sources.set(source, nowMs));
    return true;
  }
}
