/**
 * `dropcast coverage`: how complete the inventory is, which namespaces may be enforced now, which
 * should wait and for what.
 */
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { coverageJson } from '../report/coverage-json.ts';
import { type ConcludedNamespace, concludedCoverage } from '../report/coverage-report.ts';
import type { CommandContext } from './context.ts';
import { type CoverageSources, readCoverageInput } from './coverage-input.ts';
import { coverageText } from './coverage-text.ts';
import { jsonLine } from './print-edges.ts';
import { layoutOf, type NamedFormat, type OutputOptions } from './print-options.ts';
import { escapeControls } from './terminal.ts';
import { yamlDocuments } from './yaml-documents.ts';

export interface CoverageOptions extends CoverageSources, OutputOptions<NamedFormat> {
  readonly namespace?: string;
}

export async function tellCoverage(
  options: CoverageOptions,
  context: CommandContext,
): Promise<void> {
  const only = options.namespace ? parseNamespace(options.namespace) : undefined;
  const input = await readCoverageInput(options, context);
  const namespaces = concludedCoverage(input, only);
  const { stdout, stderr } = context.terminal;
  const objects = () => namespaces.map((namespace) => coverageJson(namespace, input.window));
  if (options.output === 'json') for (const each of objects()) stdout.write(jsonLine(each));
  else if (options.output === 'yaml') stdout.write(yamlDocuments(objects()));
  else if (options.output === 'name') stdout.write(namespaces.map(nameLine).join(''));
  else {
    const isWide = options.output === 'wide';
    const layout = layoutOf(context.terminal, options);
    const text = { namespaces, isWide, layout, withWorkloads: only !== undefined };
    stdout.write(coverageText(text));
  }
  if (namespaces.length === 0) stderr.write('no namespace was seen\n');
  for (const assumption of input.assumptions) stderr.write(`note: ${escapeControls(assumption)}\n`);
}

function nameLine({ namespace }: ConcludedNamespace): string {
  return `namespace/${escapeControls(namespace)}\n`;
}
