/**
 * Ids of ends, and which of them a shard has rows of: an end is written when it is new to this
 * replica, when it is described anew, and once a day so that it does not expire.
 */
import { LRUCache } from 'lru-cache';
import type { Endpoint } from '../../flow/endpoint.ts';
import { isDescribed, writeEndpoint } from './count-rows.ts';
import { endpointParts, idOf, labelsText } from './ids.ts';
import type { RowBinary } from './row-binary.ts';

/** Some 40 MiB; past it ends are written more often. */
const ENDS_MAX = 65_536;
const DAY_US = 86_400_000_000;

interface Known {
  readonly id: bigint;
  readonly day: number;
  /** Of the newest description that was written. */
  readonly description: string | undefined;
}

export class Ends {
  readonly #known = new LRUCache<string, Known>({ max: ENDS_MAX });

  /** Its id; a row goes to `rows` where the shard may lack it. */
  idOf(endpoint: Endpoint, rows: RowBinary, nowUs: number): bigint {
    const parts = endpointParts(endpoint);
    const key = JSON.stringify(parts);
    const known = this.#known.get(key);
    const day = Math.floor(nowUs / DAY_US);
    const description = isDescribed(endpoint) ? descriptionOf(endpoint) : known?.description;
    if (known?.day === day && known.description === description) return known.id;
    const id = known?.id ?? idOf(parts);
    writeEndpoint(rows, id, endpoint, nowUs);
    this.#known.set(key, { id, day, description });
    return id;
  }

  /** After a write that may have failed. */
  forget(): void {
    this.#known.clear();
  }
}

function descriptionOf(endpoint: Endpoint): string {
  const { workload } = endpoint;
  return JSON.stringify([workload?.kind ?? '', workload?.name ?? '', labelsText(endpoint)]);
}
