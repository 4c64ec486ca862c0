/**
 * `dropcast forecast`: what a set of policies would drop of what was seen. Exit status 3 when it
 * would drop something, so that a pipeline stops there.
 */
import type { Command } from 'commander';
import { parseMoment } from '../flow/edge-filter-text.ts';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { forecastJson } from '../report/forecast-json.ts';
import { type ForecastReport, reportForecast } from '../report/forecast-report.ts';
import type { CommandContext } from './context.ts';
import { type ForecastSources, readForecastInputs } from './forecast-inputs.ts';
import { forecastMarkdown } from './forecast-markdown.ts';
import { forecastText } from './forecast-text.ts';
import { checked, flag, listFlag } from './options.ts';
import { addClusterSource, addEdgeOptions } from './policy-inputs.ts';
import { jsonLine, OUTPUT_FORMATS, yamlDocuments } from './print-edges.ts';
import { Objection } from './run.ts';
import { escapeControls } from './terminal.ts';

const FORECAST_FORMATS = [...OUTPUT_FORMATS, 'markdown'] as const;
type ForecastFormat = (typeof FORECAST_FORMATS)[number];

interface ForecastOptions extends ForecastSources {
  readonly output: ForecastFormat;
  readonly strict?: boolean;
  readonly ignoreUnanswered?: boolean;
  readonly unused?: boolean;
}

export function addForecast(program: Command, context: CommandContext): void {
  const command = program
    .command('forecast')
    .description('what policies would drop of what was seen; exit status 3 when they would');
  addPolicyOptions(command);
  addEdgeOptions(command);
  addWindowOptions(command);
  command
    .addOption(flag('--unused', 'tell what is allowed and was never seen, too'))
    .addOption(flag('--strict', 'exit status 3 also for what is not known'))
    .addOption(
      flag('--ignore-unanswered', 'exit status 3 not for what was refused or never answered'),
    )
    .addOption(
      flag('-o, --output <format>', 'how to print').choices(FORECAST_FORMATS).default('table'),
    )
    .action((options: ForecastOptions) => tellForecast(options, context));
}

function addPolicyOptions(command: Command): void {
  const namespace = checked(parseNamespace);
  const namespaces = (text: string, before: readonly string[] | undefined) => {
    return [...(before ?? []), ...text.split(',').map(namespace)];
  };
  addClusterSource(command)
    .addOption(listFlag('--policies <path>', 'policies in question: files or folders'))
    .addOption(listFlag('--baseline <path>', 'policies that they replace: tells what changes'))
    .addOption(
      flag('--default-deny <namespace>', 'as if these had a default deny, too').argParser(
        namespaces,
      ),
    )
    .addOption(flag('--staged', 'staged policies as if they were enforced'));
}

function addWindowOptions(command: Command): void {
  const moment = checked((text) => parseMoment(text, 0));
  const namespace = checked(parseNamespace);
  command
    .addOption(flag('-n, --namespace <name>', 'what has an end there').argParser(namespace))
    .addOption(flag('--since <time>', 'seen since: 7d, or RFC 3339').argParser(moment))
    .addOption(flag('--until <time>', 'seen until: 1h, or RFC 3339').argParser(moment));
}

async function tellForecast(options: ForecastOptions, context: CommandContext): Promise<void> {
  const question = await readForecastInputs(options, context);
  const { stdout, stderr } = context.terminal;
  const { report, notes } = reportForecast(question, {
    namespace: options.namespace || undefined,
    withUnused: options.unused ?? false,
    isStrict: options.strict ?? false,
    ignoresUnanswered: options.ignoreUnanswered ?? false,
  });
  stdout.write(formatted(report, options.output, context));
  for (const note of notes) stderr.write(`note: ${escapeControls(note)}\n`);
  if (report.isObjection) throw new Objection();
}

function formatted(
  report: ForecastReport,
  format: ForecastFormat,
  { terminal: { hasColours } }: CommandContext,
): string {
  switch (format) {
    case 'json':
      return jsonLine(forecastJson(report));
    case 'yaml':
      return yamlDocuments([forecastJson(report)]);
    case 'markdown':
      return forecastMarkdown(report);
    default:
      return forecastText(report, { isWide: format === 'wide', hasColours });
  }
}
