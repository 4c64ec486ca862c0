/**
 * The kmsg cursor, `BOOT_ID:SEQUENCE`: sequences start at 0 with each boot, so that a number alone
 * says nothing.
 */

export interface KmsgCursor {
  readonly bootId: string;
  /** Sequence of the last record that was counted. */
  readonly sequence: number;
}

export function formatKmsgCursor(cursor: KmsgCursor): string {
  return `${cursor.bootId}:${cursor.sequence}`;
}

/** Reads a cursor; undefined when it is none of ours. */
export function parseKmsgCursor(text: string): KmsgCursor | undefined {
  const [, bootId, sequence] = /^([0-9a-f-]+):(\d{1,15})$/.exec(text) ?? [];
  if (bootId === undefined || sequence === undefined) return undefined;
  return { bootId, sequence: Number(sequence) };
}
