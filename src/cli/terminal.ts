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
  /** Whether `stdout` shows colours, unless `--color` says otherwise. */
  readonly hasColours: boolean;
  /** Columns of the terminal at `stdout`; undefined for a file or a pipe, where nothing is cut. */
  readonly width?: number | undefined;
  /** Somebody watches `stderr`: a terminal. */
  readonly isAttended?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The process's own streams. */
export function terminalOf(
  streams: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  environment: Environment,
): Terminal {
  const { stdout, stderr } = streams;
  return {
    stdout,
    stderr: stderr.isTTY === true ? stderr : writtenBehind(stdout, stderr),
    hasColours: wantsColours(stdout.isTTY === true, environment),
    width: stdout.isTTY === true && stdout.columns > 0 ? stdout.columns : undefined,
    isAttended: stderr.isTTY === true && environment.TERM !== 'dumb',
  };
}

/** Both may be one pipe (`2>&1 | less`): words come behind the data that they are about. */
function writtenBehind(data: NodeJS.WriteStream, words: Sink): Sink {
  return {
    write: (text) =>
      data.writableLength === 0 ? words.write(text) : data.write('', () => words.write(text)),
  };
}

/** https://no-color.org first, then https://bixense.com/clicolors. */
function wantsColours(
  isTerminal: boolean,
  { NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM }: Environment,
): boolean {
  if (NO_COLOR) return false;
  if (CLICOLOR_FORCE && CLICOLOR_FORCE !== '0') return true;
  return isTerminal && CLICOLOR !== '0' && TERM !== 'dumb';
}

/**
 * Controls, line separators, and what is not seen: marks that turn the direction of text around,
 * join or hyphenate it, tags; half a surrogate pair.
 */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with every control character as `\xNN`, `\uNNNN` or `\u{NNNNN}`. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.codePointAt(0)!;
    if (code < 0x100) return `\\x${hex(code, 2)}`;
    return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 5)}}`;
  });
}

/** JSON text with the controls that JSON itself would leave in place as `\uNNNN`. */
export function escapeJsonControls(json: string): string {
  const unit = (character: string, at: number) => `\\u${hex(character.charCodeAt(at), 4)}`;
  return json.replace(CONTROLS, (character) =>
    Array.from({ length: character.length }, (_, at) => unit(character, at)).join(''),
  );
}

/** YAML text, in which all strings are quoted, with what is no line's end as `\uNNNN`. */
export function escapeYamlControls(yaml: string): string {
  return yaml.replace(CONTROLS, (character) => {
    const code = character.codePointAt(0)!;
    if (character === '\n') return character;
    return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
