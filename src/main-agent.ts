/**
 * The agent alone: the program of its image, which holds nothing that this does not import. Its one
 * command is main.ts's own.
 */
import { parseAgentConfig } from './agent/config.ts';
import { runAgent } from './agent/main.ts';
import { createBareProgram } from './cli/bare-program.ts';
import { runProgram } from './cli/run.ts';
import { addAgent } from './cli/services.ts';
import { terminalOf } from './cli/terminal.ts';
import { readVersion, untilSignal } from './start.ts';

/** Runs `dropcast agent FLAGS`; resolves to the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  return untilSignal((signal) => {
    const environment = process.env;
    const version = readVersion();
    const terminal = terminalOf(process, environment);
    const program = createBareProgram({ version, terminal, environment });
    addAgent(program, { signal }, (flags, stop) =>
      runAgent(parseAgentConfig({ ...flags, version, environment }), stop),
    );
    return runProgram(program, args, terminal);
  });
}
