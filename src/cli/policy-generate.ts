/**
 * `dropcast policy generate`: writes the policies that allow what was seen, and tells what it left
 * out.
 */
import type { Command } from 'commander';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { POLICY_FORMATS, type PolicyFormat } from '../policy/generate/policy-format.ts';
import { generatedReport } from '../report/generate-report.ts';
import type { CommandContext } from './context.ts';
import { checked, flag, listFlag } from './options.ts';
import { writeFolders } from './policy-generate-folders.ts';
import {
  addClusterSource,
  addEdgeOptions,
  type ClusterOptions,
  type EdgeSources,
  readPolicyInputs,
  readSeenEdges,
} from './policy-inputs.ts';
import { escapeControls } from './terminal.ts';

interface GenerateOptions extends ClusterOptions, EdgeSources {
  readonly namespace?: readonly string[];
  readonly format: PolicyFormat;
  readonly merge?: readonly string[];
  readonly out?: string;
  readonly refused?: boolean;
}

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
  command.action((options: GenerateOptions) => generate(options, context));
}

function addNamespaces(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').filter((name) => name !== '');
  return [...before, ...names.map(checked(parseNamespace))];
}

async function generate(options: GenerateOptions, context: CommandContext): Promise<void> {
  const { stdout, stderr } = context.terminal;
  const { layers, world } = await readPolicyInputs(options, [options.merge ?? []], context);
  const edges = await readSeenEdges(options, context);
  const { namespaces, text, remarks } = generatedReport({
    ...{ edges, world, format: options.format, cluster: layers[0]!, merged: layers[1]! },
    namespaces: options.namespace ?? [],
    withRefused: options.refused === true,
  });
  if (options.out) await writeFolders(options.out, namespaces, options.merge ?? []);
  else stdout.write(text);
  for (const remark of remarks) stderr.write(`${escapeControls(remark)}\n`);
}
