/**
 * Where a reflector's news go: client-go's three kinds, and that there are none. Times are when we
 * heard, in microseconds.
 */
export interface ObjectSink<T> {
  /** All there is now: what is not in it is gone. */
  replaced(objects: readonly T[], atUs: number): void;
  /** Added or changed. */
  applied(object: T, atUs: number): void;
  /** `object` as it was at its end. */
  deleted(object: T, atUs: number): void;
  /**
   * All changes up to the lag (knowledge.ts) before `atUs` have been told. To be called on
   * bookmarks, and every second or so while a watch is open for longer than the lag: one that was
   * opened again first tells what was missed. Without it nothing after the list counts as known.
   */
  heard(atUs: number): void;
}
