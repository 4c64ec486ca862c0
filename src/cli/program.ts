/** The `dropcast` program out of its commands. */
import type { Command } from 'commander';
import type { Replay } from '../flow/replay.ts';
import { createBareProgram } from './bare-program.ts';
import { addCompletion } from './completion.ts';
import type { CommandContext } from './context.ts';
import { addCoverage } from './coverage-command.ts';
import { addDemo } from './demo.ts';
import { addDigest } from './digest-command.ts';
import { addExport } from './export.ts';
import { addFlows } from './flows.ts';
import { addForecast } from './forecast-command.ts';
import { addObserve } from './observe.ts';
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
import { addWindow } from './window.ts';

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
  const program = createBareProgram({ ...parts, terminal: context.terminal });
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
