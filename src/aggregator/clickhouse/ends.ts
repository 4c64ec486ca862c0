/**
 * Ids of ends, and which of them a shard has rows of: an end is written when it is new to this
 * replica, when it is described anew, and once a day so that it does not expire.
 */
import { LRUCache } from 'lru-cache';
import type { Endpoint } from '../../flow/endpoint.ts';
import { isDescribed, writeEndpoint } from './count-rows.ts';
import { candidatesText, endpointParts, idOf } from './ids.ts';
import type { RowBinary } from './row-binary.ts';

/** Some 40 MiB; past it ends are written more often. */
const ENDS_MAX = 65_536;
const DAY_US = 86_400_000_000;

interface Known {
  readonly id: bigint;
  readonly day: number;
  /** As it was written last, or as it was described before that. */
  readonly endpoint: Endpoint;
}

export class Ends {
  readonly #known = new LRUCache<string, Known>({ max: ENDS_MAX });

  /** Its id; a row goes to `rows` where the shard may lack it. */
  idOf(endpoint: Endpoint, rows: RowBinary, nowUs: number): bigint {
    // Ends of one key may differ in the rest: the one that came last is known.
    const key = `${endpoint.ip} ${endpoint.namespace} ${endpoint.name}`;
    const known = this.#known.get(key);
    const day = Math.floor(nowUs / DAY_US);
    const isKnown = known !== undefined && isSame(known.endpoint, endpoint);
    const isTold = isKnown && (!isDescribed(endpoint) || isAlike(known.endpoint, endpoint));
    if (isTold && known.day === day) return known.id;
    const id = isKnown ? known.id : idOf(endpointParts(endpoint));
    writeEndpoint(rows, id, endpoint, nowUs);
    this.#known.set(key, { id, day, endpoint });
    return id;
  }

  /** After a write that may have failed. */
  forget(): void {
    this.#known.clear();
  }
}

/** The same end, whatever is told about it. */
function isSame(a: Endpoint, b: Endpoint): boolean {
  return (
    a.ip === b.ip &&
    a.name === b.name &&
    a.namespace === b.namespace &&
    a.node === b.node &&
    a.kind === b.kind &&
    a.attribution === b.attribution &&
    a.confidence === b.confidence &&
    a.candidates.length === b.candidates.length &&
    (a.candidates.length === 0 || candidatesText(a) === candidatesText(b))
  );
}

/** With the same workload and labels. */
function isAlike(a: Endpoint, b: Endpoint): boolean {
  if (a.workload?.kind !== b.workload?.kind || a.workload?.name !== b.workload?.name) return false;
  const names = Object.keys(a.labels);
  return (
    names.length === Object.keys(b.labels).length &&
    names.every((name) => Object.hasOwn(b.labels, name) && a.labels[name] === b.labels[name])
  );
}
