/** Examples below the help of a command: what to type, and what it is good for. */
import type { Command } from 'commander';

export type Example = readonly [line: string, means: string];

const COLUMN = 2;

export function addExamples(command: Command, examples: readonly Example[]): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(
    ([line, means]) => `${' '.repeat(COLUMN)}${line.padEnd(width)}  # ${means}`,
  );
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
