/** A source that hands out the blocks a test gives it, and tells how often it was asked. */
import type {
  RecordBlock,
  Source,
  TimeReading,
  Trust,
  UnderPressure,
} from '../../src/agent/sources/source.ts';
import { createRecordIndex } from '../../src/parser/records.ts';

/** The text of a SYN from a pod, as nf_log_syslog prints it. */
export function synLine(host: number, port: number, prefix = 'calico-packet: '): string {
  return (
    `${prefix}IN=cali1f2e3d4c5b6 OUT=eth0 MAC=ee:ee:ee:ee:ee:ee:0a:58:0a:01:01:02:08:00 ` +
    `SRC=10.1.1.2 DST=10.2.${host >> 8}.${host & 255} LEN=60 TOS=0x00 PREC=0x00 ` +
    `TTL=63 ID=1 DF PROTO=TCP SPT=${30_000 + host} DPT=${port} WINDOW=64240 RES=0x00 SYN URGP=0 `
  );
}

/** A block of `lines`, all at `timeUs`; `rest` as the source would have it. */
export function blockOf(
  cursorAfter: string,
  lines: readonly string[],
  rest: Partial<RecordBlock> & { readonly timeUs?: number } = {},
): RecordBlock {
  const { timeUs = 1_790_000_000_000_000, ...given } = rest;
  const bytes = Buffer.from(lines.join('\n'));
  const index = createRecordIndex(lines.length);
  let at = 0;
  for (const [i, line] of lines.entries()) {
    index.starts[i] = at;
    index.ends[i] = at + Buffer.byteLength(line);
    index.timesUs[i] = timeUs;
    at = index.ends[i]! + 1;
  }
  index.count = lines.length;
  const none = { ignored: 0, spoofed: 0, rejectedByReason: {}, losses: [] };
  return { bytes, index, read: lines.length, ...none, cursorAfter, ...given };
}

export class ScriptedSource implements Source {
  readonly kind = 'scripted';
  readonly trust: Trust = 'kernel';
  readonly escaped = false;
  readonly underPressure: UnderPressure;
  /** Blocks asked for. */
  asked = 0;
  cursor: string | undefined;
  counted: TimeReading | undefined;
  readonly #script: (RecordBlock | Error | 'end')[] = [];
  #wake: () => void = () => {};

  constructor(underPressure: UnderPressure) {
    this.underPressure = underPressure;
  }

  /** What the next call for a block gives. */
  give(...script: (RecordBlock | Error | 'end')[]): void {
    this.#script.push(...script);
    this.#wake();
  }

  check(): void {}

  async *blocks(
    cursor: string,
    signal: AbortSignal,
    counted?: TimeReading,
  ): AsyncGenerator<RecordBlock> {
    this.cursor = cursor;
    this.counted = counted;
    signal.addEventListener('abort', () => this.#wake());
    for (;;) {
      this.asked++;
      while (this.#script.length === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      const next = this.#script.shift();
      if (next === undefined || next === 'end') return;
      if (next instanceof Error) throw next;
      yield next;
    }
  }
}
