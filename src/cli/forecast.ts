/**
 * `dropcast forecast`: what a set of policies would drop of what was seen. Exit status 3 when it
 * would drop something, so that a pipeline stops there.
 */
import { forecastJson } from '../report/forecast-json.ts';
import { type ForecastReport, reportForecast } from '../report/forecast-report.ts';
import type { CommandContext } from './context.ts';
import type { ForecastFormat } from './forecast-command.ts';
import { type ForecastSources, readForecastInputs } from './forecast-inputs.ts';
import { forecastMarkdown } from './forecast-markdown.ts';
import { forecastText } from './forecast-text.ts';
import { jsonLine } from './print-edges.ts';
import { layoutOf, type OutputOptions } from './print-options.ts';
import { Objection } from './run.ts';
import { escapeControls } from './terminal.ts';
import { yamlDocuments } from './yaml-documents.ts';

export interface ForecastOptions extends ForecastSources, OutputOptions<ForecastFormat> {
  readonly strict?: boolean;
  readonly ignoreUnanswered?: boolean;
  readonly unused?: boolean;
}

export async function tellForecast(
  options: ForecastOptions,
  context: CommandContext,
): Promise<void> {
  const question = await readForecastInputs(options, context);
  const { stdout, stderr } = context.terminal;
  const { report, notes } = reportForecast(question, {
    namespace: options.namespace || undefined,
    withUnused: options.unused ?? false,
    isStrict: options.strict ?? false,
    ignoresUnanswered: options.ignoreUnanswered ?? false,
  });
  stdout.write(formatted(report, options, context));
  for (const note of notes) stderr.write(`note: ${escapeControls(note)}\n`);
  if (report.isObjection) throw new Objection();
}

function formatted(
  report: ForecastReport,
  options: ForecastOptions,
  { terminal }: CommandContext,
): string {
  switch (options.output) {
    case 'json':
      return jsonLine(forecastJson(report));
    case 'yaml':
      return yamlDocuments([forecastJson(report)]);
    case 'markdown':
      return forecastMarkdown(report);
    default:
      return forecastText(report, {
        isWide: options.output === 'wide',
        // A forecast's sentence is the last column, and the terminal breaks it.
        layout: { ...layoutOf(terminal, options), width: undefined },
      });
  }
}
