/**
 * The command lines of the bench's programs: options are text, and what makes no sense is told in
 * one line.
 */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command line makes no sense; `message` says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** parseArgs of node:util with its complaints as UsageError. */
export function readCommandLine<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A whole number of at least `least`; `fallback` when the option is not given. */
export function wholeNumber(
  name: string,
  value: string | undefined,
  { least, fallback }: { least: number; fallback: number },
): number {
  const number = Number(value ?? fallback);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(`--${name} is a whole number of at least ${least}, not ${value}`);
}

/** A number in [0, most]; `fallback` when the option is not given. */
export function fraction(
  name: string,
  value: string | undefined,
  { most, fallback }: { most: number; fallback: number },
): number {
  const number = Number(value ?? fallback);
  if (number >= 0 && number <= most) return number;
  throw new UsageError(`--${name} is a number from 0 to ${most}, not ${value}`);
}

/** Runs a program; wrong usage prints what is wrong and `usage`, and exits with 2. */
export async function runProgram(
  usage: string,
  main: () => number | Promise<number>,
): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${usage}`);
    process.exitCode = 2;
  }
}
