/** Times between microseconds since the epoch and protobuf's seconds and nanoseconds. */

export interface Timestamp {
  readonly seconds?: number | null;
  readonly nanos?: number | null;
}

export function timestamp(us: number) {
  const seconds = Math.floor(us / 1_000_000);
  return { seconds, nanos: (us - seconds * 1_000_000) * 1_000 };
}

/** Parts of a microsecond are cut off. */
export function microseconds({ seconds, nanos }: Timestamp): number {
  return (seconds ?? 0) * 1_000_000 + Math.floor((nanos ?? 0) / 1_000);
}
