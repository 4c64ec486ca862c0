/** The flags of `dropcast coverage` (coverage.ts does the work). */
import type { Command } from 'commander';
import { parseMoment } from '../flow/edge-filter-text.ts';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import type { CommandContext } from './context.ts';
import type { CoverageOptions } from './coverage.ts';
import { addAggregatorOption, checked, flag } from './options.ts';
import { addOutputOption, NAMED_FORMATS } from './print-options.ts';

/** What `--cluster` takes. */
export const CLUSTER_COMMAND = 'kubectl get ns,nodes,pods,svc,netpol,cronjobs -A -o yaml';

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
  addOutputOption(command, NAMED_FORMATS);
  command.action(async (options: CoverageOptions) => {
    const { tellCoverage } = await import('./coverage.ts');
    await tellCoverage(options, context);
  });
}
