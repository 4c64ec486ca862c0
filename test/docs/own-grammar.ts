/** What the program's own option parser says of a command line; nothing is run. */
import type { Command } from 'commander';
import { commandPaths, idleProgram } from '../../tools/idle-program.ts';

/** Undefined where it is a command line that the program takes, else what is wrong with it. */
export function faultOfArguments(args: readonly string[]): string | undefined {
  const program = idleProgram();
  for (const path of commandPaths(program)) commandAt(program, path)!.action(() => {});
  try {
    program.parse([...args], { from: 'user' });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function commandAt(program: Command, path: readonly string[]): Command | undefined {
  return path.reduce<Command | undefined>(
    (found, name) => found?.commands.find((each) => each.name() === name),
    program,
  );
}

/**
 * Flags of a form such as `dropcast flows [--since T]` that its command does not have, or
 * what is no command. Names in capitals and dots stand for anything.
 */
export function unknownWords(form: string): string[] {
  const program = idleProgram();
  const words = form
    .replaceAll(/[[\]|=…]/g, ' ')
    .trim()
    .split(/\s+/)
    .slice(1);
  let command: Command = program;
  for (const word of words) {
    const below = command.commands.find((each) => each.name() === word);
    if (below === undefined) break;
    command = below;
  }
  const [first = 'COMMAND'] = words;
  if (command === program && !/^(COMMAND|--|[A-Z]+$)/.test(first)) return [first];
  const flags = words.filter((word) => /^--?[a-z]/.test(word));
  const known = [...command.options.flatMap(({ short, long }) => [short, long]), '--help', '-h'];
  return command === program ? [] : flags.filter((flag) => !known.includes(flag));
}
