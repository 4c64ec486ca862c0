/**
 * Where a command writes: data to `stdout`, words about it to `stderr`.
 * Text that came from a log or a cluster passes `escapeControls` first, so that it cannot move the
 * cursor or lie.
 */

/** A stream to write text to. */
export interface Sink {
  write(text: string): unknown;
}

export interface Terminal {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Whether `stdout` shows colours: a terminal, and nobody asked for none. */
  readonly hasColours: boolean;
}

/** The process's own streams. Colours: https://no-color.org. */
export function terminalOf(
  streams: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  noColor: string | undefined,
): Terminal {
  const { stdout, stderr } = streams;
  return { stdout, stderr, hasColours: stdout.isTTY === true && !noColor };
}

/** C0 and C1 controls, DEL, line separators, and what turns the direction of text around. */
const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text with every control character as `\xNN` or `\uNNNN`. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
  });
}

/** JSON text with the controls that JSON itself would leave in place as `\uNNNN`. */
export function escapeJsonControls(json: string): string {
  return json.replace(CONTROLS, (character) => `\\u${hex(character.charCodeAt(0), 4)}`);
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
