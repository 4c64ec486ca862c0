/** Flags of how an answer is printed, and what they and the terminal come to. */
import type { Command } from 'commander';
import { flag } from './flag.ts';
import type { TableLayout } from './table.ts';
import type { Terminal } from './terminal.ts';
import {
  parseTimeFormat,
  TIME_FORMATS,
  type TimeFormat,
  type TimeText,
  timeText,
} from './time-format.ts';

export const OUTPUT_FORMATS = ['table', 'wide', 'json', 'yaml'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Of answers whose rows have names of their own. */
export const NAMED_FORMATS = [...OUTPUT_FORMATS, 'name'] as const;
export type NamedFormat = (typeof NAMED_FORMATS)[number];

const COLOUR_CHOICES = ['auto', 'always', 'never'] as const;

export interface ColourOptions {
  readonly color: (typeof COLOUR_CHOICES)[number];
}

export interface LayoutOptions extends ColourOptions {
  /** False: `--no-headers`. */
  readonly headers: boolean;
}

export interface OutputOptions<Format extends string = OutputFormat> extends LayoutOptions {
  readonly output: Format;
}

/** As `hubble observe -o` has it. */
const ALIASES: Readonly<Record<string, string>> = { tab: 'table' };

export function addOutputOption(
  command: Command,
  formats: readonly string[] = OUTPUT_FORMATS,
): Command {
  const output = flag('-o, --output <format>', 'how to print').choices(formats).default('table');
  const choose = output.parseArg!;
  output.argParser((text, before) => choose(ALIASES[text] ?? text, before));
  command
    .optionsGroup('How to print:')
    .addOption(output)
    .addOption(flag('--no-headers', 'tables without their titles'));
  return addColourOption(command);
}

export function addColourOption(command: Command): Command {
  return command.addOption(
    flag('--color <when>', 'colours: auto is on a terminal (and NO_COLOR, CLICOLOR_FORCE)')
      .choices(COLOUR_CHOICES)
      .default('auto'),
  );
}

export interface TimeOptions {
  readonly timeFormat?: TimeFormat;
}

export function addTimeOption(command: Command): Command {
  const names = TIME_FORMATS.join(', ');
  return command.addOption(
    flag('--time-format <name>', `times of tables and lines: ${names}`).argParser(parseTimeFormat),
  );
}

export function hasColours(terminal: Terminal, { color }: ColourOptions): boolean {
  return color === 'auto' ? terminal.hasColours : color === 'always';
}

/** `-o wide` is all there is, whatever the width. */
export function layoutOf(terminal: Terminal, options: OutputOptions<string>): TableLayout {
  return {
    hasColours: hasColours(terminal, options),
    width: options.output === 'wide' ? undefined : terminal.width,
    hasHeaders: options.headers,
  };
}

/** What a person reads wants other times than what a program or a file keeps. */
export function timeTextOf(
  { width }: Terminal,
  { timeFormat }: TimeOptions,
  { nowUs, onTerminal }: { readonly nowUs: () => number; readonly onTerminal: TimeFormat },
): TimeText {
  const usual = width === undefined ? 'RFC3339Micro' : onTerminal;
  return timeText(timeFormat ?? usual, nowUs);
}
