/**
 * The program without its commands: how it is called, how wrong usage is told, and what a variable
 * may switch off. Wrong usage throws commander's CommanderError after one line on stderr.
 */
import { Command } from 'commander';
import type { Replay } from '../flow/replay.ts';
import type { CommandContext } from './context.ts';
import { OFF } from './flag.ts';
import type { ParseStreams } from './parse.ts';
import type { AgentFlags, AggregatorFlags, RunService } from './services.ts';
import { escapeControls } from './terminal.ts';

/** The same help everywhere, so that it can be compared and quoted. */
const HELP_COLUMNS = 100;

export interface ProgramParts {
  readonly version: string;
  readonly context: CommandContext;
  readonly replay: Replay;
  /** Where `parse` reads and writes: it waits for its reader. */
  readonly parseStreams: ParseStreams;
  readonly runAgent: RunService<AgentFlags>;
  readonly runAggregator: RunService<AggregatorFlags>;
  /** The variables that flags may come from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Knows no command yet. */
export function createRoot(parts: ProgramParts): Command {
  const { context } = parts;
  const { stdout, stderr } = context.terminal;
  return new Command('dropcast')
    .description('Know what default deny will drop, before you apply it.')
    .version(parts.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(`dropcast: ${oneLine(text)}\n`),
      getOutHasColors: () => context.terminal.hasColours,
      getErrHasColors: () => false,
    })
    .configureHelp({ helpWidth: HELP_COLUMNS })
    .hook('preAction', (_, command) => switchOffFlags(command, parts.environment));
}

/**
 * commander's message, which may have its suggestion on a second line, and where it helps what to
 * do.
 */
function oneLine(text: string): string {
  const line = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
  const isAboutForm = /^(unknown|missing|too many)/.test(line);
  return escapeControls(isAboutForm ? `${line.replace(/\.$/, '')}: see dropcast --help` : line);
}

/** commander takes any value of a variable for "given"; DROPCAST_REPLIES=false is what it says. */
function switchOffFlags(command: Command, environment: ProgramParts['environment']): void {
  for (const option of command.options) {
    const name = option.attributeName();
    const isSwitch = option.isBoolean() || option.negate;
    if (!isSwitch || command.getOptionValueSource(name) !== 'env') continue;
    const value = option.envVar === undefined ? undefined : environment[option.envVar];
    if (OFF.has(value ?? '')) command.setOptionValue(name, option.negate);
  }
}
