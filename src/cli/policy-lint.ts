/**
 * `dropcast policy lint`: what is wrong with policies as they are written. Works on files alone;
 * nothing is asked of a cluster, so that it runs before anything is applied.
 */
import { readManifestFiles } from '../manifest/manifest-files.ts';
import type { Finding, Severity } from '../policy/lint/finding.ts';
import { lint } from '../policy/lint/lint.ts';
import { readLayers } from '../policy/read/read-manifests.ts';
import { lintJson } from '../report/lint-json.ts';
import type { CommandContext } from './context.ts';
import type { LintFormat } from './policy-lint-command.ts';
import { lintSarif } from './policy-lint-sarif.ts';
import { lintSummary, lintText } from './policy-lint-text.ts';
import type { ClusterOptions } from './policy-options.ts';
import { jsonLine } from './print-edges.ts';
import { type ColourOptions, hasColours } from './print-options.ts';
import { Objection } from './run.ts';

export interface LintOptions extends ClusterOptions, ColourOptions {
  readonly namespace?: string;
  readonly output: LintFormat;
  readonly strict?: boolean;
}

export async function tellFindings(
  paths: readonly string[],
  options: LintOptions,
  { context, version }: { context: CommandContext; version: string },
): Promise<void> {
  const { stdout, stderr } = context.terminal;
  const findings = await findingsOf(paths, options);
  stdout.write(
    formatted(findings, options.output, {
      hasColours: hasColours(context.terminal, options),
      version,
    }),
  );
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
  { hasColours: isColoured, version }: { hasColours: boolean; version: string },
): string {
  switch (format) {
    case 'text':
      return lintText(findings, isColoured);
    case 'json':
      return findings.map((finding) => jsonLine(lintJson(finding))).join('');
    case 'sarif':
      return jsonLine(lintSarif(findings, version));
  }
}
