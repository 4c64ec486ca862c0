/**
 * The lines of the follow bench: each says twice which one it is, at its start and at its end, so
 * that a line glued of two is told from a whole one, and both from a fragment.
 */

export interface Judgement {
  readonly lost: number;
  readonly duplicated: number;
  /** Parts of one line: its other part was in no file, or in another. */
  readonly fragments: number;
  /** Parts of two lines in one. */
  readonly invented: number;
}

const PREFIX = 'calico-packet: ';

/** The text of line `serial`, as the kernel would print it. */
export function lineText(serial: number): string {
  const id = String(serial).padStart(7, '0');
  return (
    `${PREFIX}IN=cali1f2e3d4c5b6 OUT=eth0 SRC=10.1.1.2 DST=10.2.0.9 LEN=60 TOS=0x00 PREC=0x00 ` +
    `TTL=63 ID=${id} PROTO=TCP SPT=40000 DPT=443 SEQ=${id} ACK=0 WINDOW=64240 RES=0x00 SYN`
  );
}

/** As rsyslog writes it. */
export function logLine(serial: number): string {
  return `Nov 21 10:11:36 vm kernel: [ 4138.048967] ${lineText(serial)}\n`;
}

/** The text of a line behind its header; the line itself when there is none. */
export function textOf(line: string): string {
  return line.slice(Math.max(0, line.indexOf(PREFIX)));
}

/** What became of lines 0 to `written` for a reader that saw `texts`. */
export function judge(texts: readonly string[], written: number): Judgement {
  const times = new Uint32Array(written);
  let [fragments, invented, duplicated] = [0, 0, 0];
  for (const text of texts) {
    const serials = [...text.matchAll(/(?:ID|SEQ)=(\d{7})/g)].map(([, serial]) => Number(serial));
    const [first] = serials;
    if (first !== undefined && first < written && text === lineText(first)) times[first]!++;
    else if (serials.some((serial) => serial !== first)) invented++;
    else fragments++;
  }
  for (const count of times) duplicated += Math.max(0, count - 1);
  return { lost: times.filter((count) => count === 0).length, duplicated, fragments, invented };
}
