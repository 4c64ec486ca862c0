/** The flags of `dropcast forecast` (forecast.ts does the work). */
import type { Command } from 'commander';
import { parseMoment } from '../flow/edge-filter-text.ts';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import type { CommandContext } from './context.ts';
import type { ForecastOptions } from './forecast.ts';
import { checked, flag, listFlag } from './options.ts';
import { addClusterSource, addEdgeOptions } from './policy-options.ts';
import { addOutputOption, OUTPUT_FORMATS } from './print-options.ts';

const FORECAST_FORMATS = [...OUTPUT_FORMATS, 'markdown'] as const;
export type ForecastFormat = (typeof FORECAST_FORMATS)[number];

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
    );
  addOutputOption(command, FORECAST_FORMATS);
  command.action(async (options: ForecastOptions) => {
    const { tellForecast } = await import('./forecast.ts');
    await tellForecast(options, context);
  });
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
