/**
 * The `dropcast` program out of its commands. Wrong usage throws commander's CommanderError after
 * one line on stderr.
 */
import type { Command } from 'commander';
import { addCompletion } from './completion.ts';
import { addCoverage } from './coverage.ts';
import { addDemo } from './demo.ts';
import { addDigest } from './digest.ts';
import { addExport } from './export.ts';
import { addFlows } from './flows.ts';
import { addForecast } from './forecast.ts';
import { addObserve } from './observe.ts';
import { addParse } from './parse-command.ts';
import { addPolicy } from './policy.ts';
import { addReplay } from './replay.ts';
import { createRoot, type ProgramParts } from './root.ts';
import { addAgent, addAggregator } from './services.ts';
import { addStatus } from './status.ts';
import { addWindow } from './window.ts';

export type { ProgramParts } from './root.ts';

export function createProgram(parts: ProgramParts): Command {
  const { context } = parts;
  const program = createRoot(parts);
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
