/** The words of a command line up to the cursor: which command it is, and what is asked for. */
import type { Command, Option } from 'commander';

export interface Cursor {
  readonly command: Command;
  /** The flag whose value stands at the cursor; undefined: a command, a flag, or an argument. */
  readonly option: Option | undefined;
  /** Of the word at the cursor, what stands before what is completed, such as `shop,`. */
  readonly before: string;
  /** What of it is typed already. */
  readonly typed: string;
  /** The words of the command before the cursor. */
  readonly given: readonly string[];
}

export function readCursor(program: Command, words: readonly string[]): Cursor {
  const last = words.at(-1) ?? '';
  let command = program;
  let given: string[] = [];
  let open: Option | undefined;
  for (const word of words.slice(0, -1)) {
    const next = open || word.startsWith('-') ? undefined : subcommand(command, word);
    if (next !== undefined) {
      command = next;
      given = [];
      continue;
    }
    given.push(word);
    open = open === undefined ? optionWithoutValue(command, word) : undefined;
  }
  // A flag that still waits for its value says nothing of who is asked.
  if (open !== undefined) given.pop();
  return { command, given, ...atCursor(command, last, open) };
}

function atCursor(command: Command, last: string, open: Option | undefined) {
  if (open !== undefined) return { option: open, ...listed(last) };
  const [, flag, value] = /^(--[^=]+)=(.*)$/s.exec(last) ?? [];
  if (value !== undefined) {
    const option = command.options.find(({ long }) => long === flag);
    // Shells put what stands before `=` there themselves.
    return { option, ...listed(value) };
  }
  return { option: undefined, before: '', typed: last };
}

/** Of a list with commas, the last one is at the cursor. */
function listed(text: string): Pick<Cursor, 'before' | 'typed'> {
  const end = text.lastIndexOf(',') + 1;
  return { before: text.slice(0, end), typed: text.slice(end) };
}

function subcommand(command: Command, word: string): Command | undefined {
  return command.commands.find((each) => each.name() === word);
}

/** The flag that `word` is, where the next word is its value. */
function optionWithoutValue(command: Command, word: string): Option | undefined {
  const option = command.options.find(({ long, short }) => long === word || short === word);
  return option?.required ? option : undefined;
}
