/** The flags of `dropcast policy generate` (policy-generate.ts does the work). */
import type { Command } from 'commander';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { POLICY_FORMATS } from '../policy/generate/policy-format.ts';
import type { CommandContext } from './context.ts';
import { checked, flag, listFlag } from './options.ts';
import type { GenerateOptions } from './policy-generate.ts';
import { addClusterSource, addEdgeOptions } from './policy-options.ts';

export function addPolicyGenerate(policy: Command, context: CommandContext): void {
  const command = policy
    .command('generate')
    .description('write the policies that allow what was seen');
  addClusterSource(addEdgeOptions(command))
    .addOption(
      flag(
        '-n, --namespace <name>',
        "for this namespace (default: all but the system's)",
      ).argParser(addNamespaces),
    )
    .addOption(
      flag('--format <kind>', "whose NetworkPolicy: Kubernetes' or Calico's")
        .choices(POLICY_FORMATS)
        .default('kubernetes'),
    )
    .addOption(listFlag('--merge <path>', 'policies that stand, which new rules are added to'))
    .addOption(flag('--out <folder>', 'write a folder per namespace there, instead of printing'))
    .addOption(flag('--refused', 'allow what was refused, not answered or dropped, too'));
  command.action(async (options: GenerateOptions) => {
    const { generate } = await import('./policy-generate.ts');
    await generate(options, context);
  });
}

function addNamespaces(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').filter((name) => name !== '');
  return [...before, ...names.map(checked(parseNamespace))];
}
