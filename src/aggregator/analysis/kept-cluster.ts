/** A cluster as it was listed, for as long as it may stand for what there is. */
import type { SharedCluster } from './messages.ts';
import { bytesOf } from './shared-files.ts';

/** Somebody who asks several questions about a cluster lists it once. */
const KEPT_MS = 30_000;
/** Outside the heap; what is larger is listed for each question (100,000 pods take some 120 MB). */
const KEPT_BYTES_MAX = 256 * 1024 * 1024;

export class KeptCluster {
  #cluster: SharedCluster | undefined;
  #timer: NodeJS.Timeout | undefined;

  get cluster(): SharedCluster | undefined {
    return this.#cluster;
  }

  /** Until its time is over, or another one comes. */
  keep(cluster: SharedCluster): void {
    clearTimeout(this.#timer);
    this.#cluster = bytesOf(cluster.files) > KEPT_BYTES_MAX ? undefined : cluster;
    this.#timer = setTimeout(() => {
      this.#cluster = undefined;
    }, KEPT_MS).unref();
  }
}
