/**
 * Flags of commands. Every flag is also an environment variable: `--log-level` is
 * DROPCAST_LOG_LEVEL. Values are checked where they are read, so that a mistake is told with the
 * name of its flag or variable.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { EdgeFilterError } from '../flow/endpoint-pattern.ts';

/** A flag with its environment variable. */
export function flag(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.env(`DROPCAST_${option.name().replaceAll('-', '_').toUpperCase()}`);
}

/** A flag that may be given several times, or once with commas. */
export function listFlag(flags: string, description: string): Option {
  return flag(flags, description).argParser((text: string, before: string[] | undefined) => [
    ...(before ?? []),
    ...text.split(','),
  ]);
}

/** Adds flags that other groups of flags may have brought along. */
export function addOnce(command: Command, ...options: readonly Option[]): Command {
  for (const option of options) {
    if (!command.options.some(({ long }) => long === option.long)) command.addOption(option);
  }
  return command;
}

/**
 * The text itself, once `parse` accepts it; empty text, as of an empty variable, is no condition.
 */
export function checked(parse: (text: string) => unknown): (text: string) => string {
  return (text) => {
    try {
      if (text !== '') parse(text);
    } catch (error) {
      if (error instanceof EdgeFilterError) throw new InvalidArgumentError(error.message);
      throw error;
    }
    return text;
  };
}

/** Environment values that switch a flag without a value off. */
export const OFF: ReadonlySet<string> = new Set(['', '0', 'false', 'no', 'off']);

const COUNT_MAX = 1_000_000;

/** A count of at least 1. */
export function parseCount(text: string): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= COUNT_MAX) return count;
  throw new InvalidArgumentError(`Write a number from 1 to ${COUNT_MAX}.`);
}

/** How often `--insecure` was said: the flag counts, the variable holds the number. */
export function insecureFlag(description: string): Option {
  const count = (text: string, before: number | undefined): number => {
    if (OFF.has(text)) return 0;
    const times = /^[1-9]$/.test(text) ? Number(text) : 1;
    return (before ?? 0) + times;
  };
  return flag('--insecure [times]', description).preset('1').argParser(count);
}
