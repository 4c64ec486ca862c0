/**
 * `dropcast policy lint`: what is wrong with policies as they are written. Works on files alone;
 * nothing is asked of a cluster, so that it runs before anything is applied.
 */
import type { Command } from 'commander';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { readManifestFiles } from '../manifest/manifest-files.ts';
import type { Finding, Severity } from '../policy/lint/finding.ts';
import { lint } from '../policy/lint/lint.ts';
import { readLayers } from '../policy/read/read-manifests.ts';
import { lintJson } from '../report/lint-json.ts';
import type { CommandContext } from './context.ts';
import { checked, flag } from './options.ts';
import { addClusterOption, type ClusterOptions } from './policy-inputs.ts';
import { lintSarif } from './policy-lint-sarif.ts';
import { lintSummary, lintText } from './policy-lint-text.ts';
import { jsonLine } from './print-edges.ts';
import { Objection } from './run.ts';

const LINT_FORMATS = ['text', 'json', 'sarif'] as const;

interface LintOptions extends ClusterOptions {
  readonly namespace?: string;
  readonly output: (typeof LINT_FORMATS)[number];
  readonly strict?: boolean;
}

export function addPolicyLint(policy: Command, context: CommandContext): void {
  const command = policy
    .command('lint')
    .description('find what is wrong with policies as they are written')
    .argument('<path...>', 'files or folders of manifests');
  addClusterOption(command)
    .addOption(
      flag('-n, --namespace <name>', 'of objects that name none').argParser(
        checked(parseNamespace),
      ),
    )
    .addOption(flag('--strict', 'object to warnings, too'))
    .addOption(flag('-o, --output <format>', 'how to print').choices(LINT_FORMATS).default('text'));
  command.action((paths: string[], options: LintOptions) =>
    tellFindings(paths, options, { context, version: programVersion(command) }),
  );
}

async function tellFindings(
  paths: readonly string[],
  options: LintOptions,
  { context, version }: { context: CommandContext; version: string },
): Promise<void> {
  const { stdout, stderr, hasColours } = context.terminal;
  const findings = await findingsOf(paths, options);
  stdout.write(formatted(findings, options.output, { hasColours, version }));
  stderr.write(lintSummary(findings));
  const stopped: readonly Severity[] = options.strict ? ['error', 'warning'] : ['error'];
  const isStopped = findings.some(
    ({ severity, ignored }) => ignored === undefined && stopped.includes(severity),
  );
  if (isStopped) throw new Objection();
}

async function findingsOf(
  paths: readonly string[],
  { cluster, namespace }: LintOptions,
): Promise<Finding[]> {
  const inputs = [await readManifestFiles(cluster ?? []), await readManifestFiles(paths)];
  const { layers, world, errors } = readLayers(inputs, namespace ? { namespace } : {});
  const [ofCluster, asked] = layers;
  return lint({ asked: asked!, cluster: cluster && ofCluster, world, errors });
}

function formatted(
  findings: readonly Finding[],
  format: LintOptions['output'],
  { hasColours, version }: { hasColours: boolean; version: string },
): string {
  switch (format) {
    case 'text':
      return lintText(findings, hasColours);
    case 'json':
      return findings.map((finding) => jsonLine(lintJson(finding))).join('');
    case 'sarif':
      return jsonLine(lintSarif(findings, version));
  }
}

function programVersion(command: Command): string {
  return command.parent === null ? (command.version() ?? '') : programVersion(command.parent);
}
