/**
 * The `dropcast` program before it has a command. Wrong usage throws commander's CommanderError
 * after one line on stderr.
 */
import { Command } from 'commander';
import { OFF } from './flag.ts';
import { escapeControls, type Terminal } from './terminal.ts';

/** The same help everywhere, so that it can be compared and quoted. */
const HELP_COLUMNS = 100;

/** The variables that flags may come from. */
type Environment = Readonly<Record<string, string | undefined>>;

export interface BareProgramParts {
  readonly version: string;
  readonly terminal: Terminal;
  readonly environment: Environment;
}

export function createBareProgram({ version, terminal, environment }: BareProgramParts): Command {
  const { stdout, stderr } = terminal;
  return new Command('dropcast')
    .description('Know what default deny will drop, before you apply it.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(`dropcast: ${oneLine(text)}\n`),
      getOutHasColors: () => terminal.hasColours,
      getErrHasColors: () => false,
    })
    .configureHelp({ helpWidth: HELP_COLUMNS })
    .hook('preAction', (_, command) => switchOffFlags(command, environment));
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
function switchOffFlags(command: Command, environment: Environment): void {
  for (const option of command.options) {
    const name = option.attributeName();
    const isSwitch = option.isBoolean() || option.negate;
    if (!isSwitch || command.getOptionValueSource(name) !== 'env') continue;
    const value = option.envVar === undefined ? undefined : environment[option.envVar];
    if (OFF.has(value ?? '')) command.setOptionValue(name, option.negate);
  }
}
