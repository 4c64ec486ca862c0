/**
 * Answers a shell that asks what may stand at the cursor, in the protocol that cobra's and
 * kubectl's completion speak: a value a line, a tab and what it means behind it, and last a colon
 * and a sum of directives (github.com/spf13/cobra, completions.go).
 */
import type { Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import type { AggregatorOptions } from '../options.ts';
import { escapeControls } from '../terminal.ts';
import { askValues, NOTHING_KNOWN, type ServerValues } from './server-values.ts';
import { type Candidate, type ValueSource, valueSource } from './value-sources.ts';
import { type Cursor, readCursor } from './words.ts';

/** What a shell is to do beside showing values. */
const NO_SPACE = 2;
const NO_FILES = 4;

type Environment = Readonly<Record<string, string | undefined>>;

/** `words` end with the one at the cursor, which may be empty. Never rejects. */
export async function complete(
  program: Command,
  words: readonly string[],
  {
    terminal,
    connect,
    environment,
  }: Pick<CommandContext, 'terminal' | 'connect'> & {
    readonly environment: Environment;
  },
): Promise<void> {
  const cursor = readCursor(program, words);
  const ask = (source: ValueSource) => {
    if (source.kind !== 'server') return Promise.resolve(NOTHING_KNOWN);
    return askValues(connect, () => optionsBefore(cursor, environment), source.fields);
  };
  terminal.stdout.write(await completionText(cursor, ask));
}

async function completionText(
  cursor: Cursor,
  ask: (source: ValueSource) => Promise<ServerValues>,
): Promise<string> {
  const { command, option, before, typed } = cursor;
  const source = option && valueSource(option);
  if (source?.kind === 'files') return ':0\n';
  const values = source === undefined ? undefined : await candidatesOf(source, ask);
  const isFlag = option === undefined && typed.startsWith('-');
  const words = () => [...subcommandsOf(command), ...choicesOf(command)];
  const all = values ?? (isFlag ? flagsOf(command) : words());
  const wantsFiles = option === undefined && !isFlag && takesFiles(command);
  const lines = all
    .filter(({ value }) => value.startsWith(typed))
    .map(({ value, means }) => lineOf(before + value, means));
  const directives =
    (source?.kind === 'server' && source.isOpen ? NO_SPACE : 0) + (wantsFiles ? 0 : NO_FILES);
  return `${lines.join('')}:${directives}\n`;
}

function lineOf(value: string, means: string): string {
  const shown = escapeControls(value);
  return means === '' ? `${shown}\n` : `${shown}\t${escapeControls(means)}\n`;
}

async function candidatesOf(
  source: ValueSource,
  ask: (source: ValueSource) => Promise<ServerValues>,
): Promise<readonly Candidate[]> {
  if (source.kind === 'words') return source.words.map((value) => ({ value, means: '' }));
  if (source.kind !== 'server') return [];
  return source.candidates(await ask(source));
}

function subcommandsOf(command: Command): Candidate[] {
  return command.commands
    .filter((each) => each.name() !== 'help')
    .map((each) => ({ value: each.name(), means: each.description() }));
}

function flagsOf(command: Command): Candidate[] {
  const visible = command.createHelp().visibleOptions(command);
  return visible.map(({ long, description }) => ({ value: long ?? '', means: description }));
}

/** Of arguments that are one of a few words. */
function choicesOf({ registeredArguments }: Command): Candidate[] {
  const words = registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  return words.map((value) => ({ value, means: '' }));
}

/** Arguments without a choice are files or folders. */
const takesFiles = ({ registeredArguments }: Command): boolean =>
  registeredArguments.some(({ argChoices }) => argChoices === undefined);

/** How the aggregator is to be reached, by what stands before the cursor and by variables. */
function optionsBefore({ command, given }: Cursor, environment: Environment): AggregatorOptions {
  command.parseOptions([...given]);
  for (const option of command.options) setFromVariable(command, option, environment);
  return command.opts();
}

function setFromVariable(command: Command, option: Option, environment: Environment): void {
  const value = option.envVar === undefined ? undefined : environment[option.envVar];
  const name = option.attributeName();
  const source = command.getOptionValueSource(name);
  if (value === undefined || option.isBoolean()) return;
  if (source !== undefined && source !== 'default') return;
  command.setOptionValueWithSource(name, option.parseArg?.(value, undefined) ?? value, 'env');
}
