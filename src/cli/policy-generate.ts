/**
 * `dropcast policy generate`: writes the policies that allow what was seen, and tells what it left
 * out.
 */
import type { PolicyFormat } from '../policy/generate/policy-format.ts';
import { generatedReport } from '../report/generate-report.ts';
import type { CommandContext } from './context.ts';
import { writeFolders } from './policy-generate-folders.ts';
import { readPolicyInputs, readSeenEdges } from './policy-inputs.ts';
import type { ClusterOptions, EdgeSources } from './policy-options.ts';
import { escapeControls } from './terminal.ts';

export interface GenerateOptions extends ClusterOptions, EdgeSources {
  readonly namespace?: readonly string[];
  readonly format: PolicyFormat;
  readonly merge?: readonly string[];
  readonly out?: string;
  readonly refused?: boolean;
}

export async function generate(options: GenerateOptions, context: CommandContext): Promise<void> {
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
