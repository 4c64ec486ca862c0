/** The flags of `dropcast policy connectivity` (policy-connectivity.ts does the work). */
import type { Command } from 'commander';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import type { CommandContext } from './context.ts';
import { checked, flag, listFlag } from './options.ts';
import type { ConnectivityOptions } from './policy-connectivity.ts';
import { addClusterSource } from './policy-options.ts';

const CONNECTIVITY_FORMATS = ['text', 'json', 'csv', 'dot'] as const;
export type ConnectivityFormat = (typeof CONNECTIVITY_FORMATS)[number];

export function addConnectivity(policy: Command, context: CommandContext): void {
  const command = policy
    .command('connectivity')
    .description('what policies allow between workloads, nodes and addresses outside');
  addClusterSource(command)
    .addOption(
      listFlag('--policies <path>', 'files or folders of policies, laid over those of the cluster'),
    )
    .addOption(
      flag('-n, --namespace <name>', 'what has an end in this namespace').argParser(
        checked(parseNamespace),
      ),
    )
    .addOption(flag('--staged', 'as if staged policies were enforced'))
    .addOption(
      flag('-o, --output <format>', 'how to print').choices(CONNECTIVITY_FORMATS).default('text'),
    )
    .action(async (options: ConnectivityOptions) => {
      const { tellConnectivity } = await import('./policy-connectivity.ts');
      await tellConnectivity(options, context);
    });
}
