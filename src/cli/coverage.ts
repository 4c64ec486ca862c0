/**
 * `dropcast coverage`: how complete the inventory is, which namespaces may be enforced now, which
 * should wait and for what.
 */
import type { Command } from 'commander';
import { parseMoment } from '../flow/edge-filter-text.ts';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { coverageJson } from '../report/coverage-json.ts';
import { concludedCoverage } from '../report/coverage-report.ts';
import type { CommandContext } from './context.ts';
import { CLUSTER_COMMAND, type CoverageSources, readCoverageInput } from './coverage-input.ts';
import { coverageText } from './coverage-text.ts';
import {
  addAggregatorOption,
  addOutputOption,
  checked,
  flag,
  type OutputOptions,
} from './options.ts';
import { jsonLine, yamlDocuments } from './print-edges.ts';
import { escapeControls } from './terminal.ts';

interface CoverageOptions extends CoverageSources, OutputOptions {
  readonly namespace?: string;
}

export function addCoverage(program: Command, context: CommandContext): void {
  const command = program
    .command('coverage')
    .description('how complete the inventory is, and what may be enforced');
  const moment = checked((text) => parseMoment(text, 0));
  const namespace = checked(parseNamespace);
  addAggregatorOption(command);
  command
    .addOption(
      flag('-n, --namespace <name>', 'this namespace, with its workloads').argParser(namespace),
    )
    .addOption(flag('--flows <file>', 'a file of dropcast flows -o json, instead of asking'))
    .addOption(flag('--cluster <file>', `what should have been seen: ${CLUSTER_COMMAND}`))
    .addOption(flag('--since <time>', 'begin of the window: 7d, or RFC 3339').argParser(moment))
    .addOption(flag('--until <time>', 'end of the window: 1h, or RFC 3339').argParser(moment));
  addOutputOption(command);
  command.action((options: CoverageOptions) => tellCoverage(options, context));
}

async function tellCoverage(options: CoverageOptions, context: CommandContext): Promise<void> {
  const only = options.namespace ? parseNamespace(options.namespace) : undefined;
  const input = await readCoverageInput(options, context);
  const namespaces = concludedCoverage(input, only);
  const { stdout, stderr, hasColours } = context.terminal;
  const objects = () => namespaces.map((namespace) => coverageJson(namespace, input.window));
  if (options.output === 'json') for (const each of objects()) stdout.write(jsonLine(each));
  else if (options.output === 'yaml') stdout.write(yamlDocuments(objects()));
  else {
    const isWide = options.output === 'wide';
    const text = { namespaces, isWide, hasColours, withWorkloads: only !== undefined };
    stdout.write(coverageText(text));
  }
  if (namespaces.length === 0) stderr.write('no namespace was seen\n');
  for (const assumption of input.assumptions) stderr.write(`note: ${escapeControls(assumption)}\n`);
}
