/**
 * `dropcast policy generate`: writes the policies that allow what was seen, and tells what it left
 * out.
 */
import type { Command } from 'commander';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { generatePolicies } from '../policy/generate/generate.ts';
import { POLICY_FORMATS, type PolicyFormat } from '../policy/generate/policy-format.ts';
import { replacedPolicies } from '../policy/generate/replaced-policies.ts';
import { systemNamespaces, usualNamespaces } from '../policy/generate/usual-namespaces.ts';
import { generateRemarks } from '../report/generate-remarks.ts';
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
  const named = options.namespace ?? [];
  const generated = generatePolicies({
    ...{ edges, world, format: options.format, base: layers[1]! },
    namespaces: named.length > 0 ? named : usualNamespaces(world, edges),
    withRefused: options.refused === true,
  });
  if (options.out) await writeFolders(options.out, generated.namespaces, options.merge ?? []);
  else {
    const files = generated.namespaces.flatMap((namespace) => namespace.files);
    stdout.write(files.map(({ text }) => text).join('---\n'));
  }
  const untouched = named.length > 0 ? [] : systemNamespaces(edges);
  const policies = generated.namespaces.flatMap(({ files }) => files.map(({ policy }) => policy));
  const replaced = replacedPolicies(policies, layers[0]!, layers[1]!.policies);
  for (const remark of generateRemarks(generated, { untouched, replaced })) {
    stderr.write(`${escapeControls(remark)}\n`);
  }
}
