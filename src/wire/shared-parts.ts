/**
 * Ends and points that come again in the same bytes, batch after batch: decoded once, the same
 * object for all batches that one owner decodes. It forgets all rather than grows.
 */
import type { Endpoint } from '../flow/endpoint.ts';
import type { ObservationPoint } from '../flow/flow.ts';

/** Of each kind; with their bytes some 100 MB where so many are in use. */
const PARTS_MAX = 131_072;
/** What has many candidates is rare, and not kept. */
const PART_BYTES_MAX = 1_024;

class Parts<Part> {
  readonly #known = new Map<string, Part>();

  /** What the bytes from `start` to `end` were before, or what `decode` makes of them now. */
  part(bytes: Uint8Array, start: number, end: number, decode: () => Part): Part {
    if (end - start > PART_BYTES_MAX) return decode();
    const key = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const part = decode();
    if (this.#known.size >= PARTS_MAX) this.#known.clear();
    this.#known.set(key, part);
    return part;
  }
}

/** Nobody may change what is shared. */
export class SharedParts {
  readonly ends = new Parts<Endpoint>();
  readonly points = new Parts<ObservationPoint>();
}
