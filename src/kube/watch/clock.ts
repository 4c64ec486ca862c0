/** Time as the reflector sees it: injected, so that tests turn the hands themselves. */
export interface Clock {
  /** Wall-clock milliseconds since the epoch. */
  nowMs(): number;
  /** Resolves after `ms`, or as soon as `signal` aborts; never rejects. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}
