/**
 * The `dropcast` program out of its commands. Wrong usage throws commander's CommanderError after
 * one line on stderr.
 */
import { Command } from 'commander';
import type { Replay } from '../flow/replay.ts';
import { addCompletion } from './completion.ts';
import type { CommandContext } from './context.ts';
import { addCoverage } from './coverage.ts';
import { addDemo } from './demo.ts';
import { addDigest } from './digest.ts';
import { addExport } from './export.ts';
import { addFlows } from './flows.ts';
import { addForecast } from './forecast.ts';
import { addObserve } from './observe.ts';
import { OFF } from './options.ts';
import type { ParseStreams } from './parse.ts';
import { addParse } from './parse-command.ts';
import { addPolicy } from './policy.ts';
import { addReplay } from './replay.ts';
import {
  type AgentFlags,
  type AggregatorFlags,
  addAgent,
  addAggregator,
  type RunService,
} from './services.ts';
import { addStatus } from './status.ts';
import { escapeControls } from './terminal.ts';
import { addWindow } from './window.ts';

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

export function createProgram(parts: ProgramParts): Command {
  const { context } = parts;
  const { stdout, stderr } = context.terminal;
  const program = new Command('dropcast')
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
  addFlows(program, context);
  addObserve(program, context);
  addStatus(program, context);
  addExport(program, context, {
    version: parts.version,
    stdout: parts.parseStreams.stdout,
    environment: parts.environment,
  });
  addDigest(program, context, parts.environment);
  addCoverage(program, context);
  addForecast(program, context);
  addPolicy(program, context);
  addWindow(program, context, parts.environment);
  addReplay(program, context, parts.replay);
  addParse(program, parts.parseStreams);
  addAgent(program, context, parts.runAgent);
  addAggregator(program, context, parts.runAggregator);
  addDemo(program, context);
  addCompletion(program, context);
  return program;
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
