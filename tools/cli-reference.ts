/**
 * Writes docs/cli.md: `cli-reference.md` beside this file, and behind it every command with its
 * flags, out of the program itself. `npm run docs:cli` puts it in its place.
 */
import { readFileSync } from 'node:fs';
import type { Argument, Command, Option } from 'commander';
import { commandPaths, idleProgram } from './idle-program.ts';

const HEAD = new URL('cli-reference.md', import.meta.url);

function referenceText(): string {
  const program = idleProgram();
  const parts = commandPaths(program)
    .slice(1)
    .map((path) => commandText(path, find(program, path)));
  return `${[readFileSync(HEAD, 'utf8').trimEnd(), ...parts].join('\n\n')}\n`;
}

function find(program: Command, path: readonly string[]): Command {
  return path.reduce(
    (found, name) => found.commands.find((each) => each.name() === name)!,
    program,
  );
}

function commandText(path: readonly string[], command: Command): string {
  const name = ['dropcast', ...path].join(' ');
  const below = command.commands.map((each) => `[${each.name()}](#${anchor(name, each)})`);
  const parts = [
    `### ${name}`,
    `${capital(command.description())}.`,
    ...(below.length > 0 ? [`Commands: ${below.join(', ')}.`] : [usageText(name, command)]),
    ...optionTables(command),
    ...examplesText(command),
  ];
  return parts.join('\n\n');
}

const anchor = (name: string, command: Command): string =>
  `${name} ${command.name()}`.replaceAll(' ', '-');

function usageText(name: string, command: Command): string {
  const words = [name, command.usage()].filter(Boolean).join(' ');
  const lines = command.registeredArguments.map(argumentText);
  return ['```', words, '```', ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}

function argumentText(argument: Argument): string {
  const choices = argument.argChoices?.join(', ');
  return `- \`${argument.name()}\`: ${argument.description}${choices ? ` (${choices})` : ''}`;
}

/** One table per group, in the order of the help. */
function optionTables(command: Command): string[] {
  const options = command.options.filter(({ hidden }) => !hidden);
  const groups = Map.groupBy(options, ({ helpGroupHeading }) => helpGroupHeading ?? '');
  return [...groups].map(([heading, members]) => {
    const rows = members.map(optionRow);
    const title = heading === '' ? 'flag' : heading.replace(/:$/, '').toLowerCase();
    return [`| ${title} | means | default |`, '|---|---|---|', ...rows].join('\n');
  });
}

function optionRow({ flags, description, argChoices, defaultValue, negate }: Option): string {
  const choices = argChoices === undefined ? '' : `: ${argChoices.join(', ')}`;
  const preset = negate || defaultValue === undefined ? '' : `\`${defaultValue}\``;
  const cells = [`\`${flags}\``, cellText(`${description}${choices}`), preset];
  return `| ${cells.join(' | ')} |`;
}

const cellText = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');

/** What `addHelpText` has put behind the help. */
function examplesText(command: Command): string[] {
  const written: string[] = [];
  command.configureOutput({ writeOut: (text) => written.push(text) }).outputHelp();
  const [, examples] = /\nExamples:\n(.+)$/s.exec(written.join('')) ?? [];
  if (examples === undefined) return [];
  const lines = examples
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(2));
  return [['```sh', ...lines, '```'].join('\n')];
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

process.stdout.write(referenceText());
