/**
 * Answers as the commands give them: the same objects in JSON, the same YAML. Pure but for the
 * heavy work that it is; whoever calls it must not be waited for.
 */
import { parseClusterFiles } from '../../kube/cluster-file.ts';
import { ManifestError } from '../../manifest/manifest-text.ts';
import { lint } from '../../policy/lint/lint.ts';
import { type Layer, type LayeredResult, readLayers } from '../../policy/read/read-manifests.ts';
import { coverageJson } from '../../report/coverage-json.ts';
import { concludedCoverage, declaredBy } from '../../report/coverage-report.ts';
import { forecastJson } from '../../report/forecast-json.ts';
import { forecastQuestion, knownNamespaces } from '../../report/forecast-question.ts';
import { reportForecast } from '../../report/forecast-report.ts';
import { generatedReport } from '../../report/generate-report.ts';
import { lintJson } from '../../report/lint-json.ts';
import {
  AnalysisError,
  type AnalysisQuestion,
  type CoverageAsked,
  type ForecastAsked,
  type GenerateAsked,
  type LintAsked,
} from '../analysis.ts';
import type { Material } from './material.ts';
import { BODY, notUnderstood } from './mistakes.ts';

const NO_CLUSTER =
  'no cluster is known: its policies and objects are not looked at; run the aggregator in a pod, ' +
  'or with --kubeconfig or --cluster';

const NO_CRON_JOBS = 'no CronJob is known: nobody can tell of those that did not run';

/** Throws AnalysisError. */
export function tell(question: AnalysisQuestion, material: Material): string {
  try {
    return textOf(question, material);
  } catch (cause) {
    // Places are looked for late: only then is it seen that a text of JSON is no YAML.
    if (cause instanceof ManifestError) throw notUnderstood([cause]);
    throw cause;
  }
}

function textOf(question: AnalysisQuestion, material: Material): string {
  switch (question.kind) {
    case 'coverage':
      return jsonText(tellCoverage(question, material));
    case 'forecast':
      return jsonText(tellForecast(question, material));
    case 'generate':
      return tellGenerated(question, material);
    case 'lint':
      return jsonText(tellFindings(question, material));
  }
}

function jsonText(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function tellCoverage({ namespace }: CoverageAsked, { edges, cluster, seen }: Material): object {
  const { window, observed, remarks } = seen!;
  const objects = cluster && parseClusterFiles(cluster.files);
  const input = { edges, window, observed, ...(objects && declaredBy(objects)) };
  const namespaces = concludedCoverage(input, namespace).map((each) => coverageJson(each, window));
  const cronJobs = objects?.cronJobs.length === 0 ? [NO_CRON_JOBS] : [];
  return { namespaces, notes: [...remarks, ...clusterNotes(cluster), ...cronJobs] };
}

function tellForecast(question: ForecastAsked, { edges, cluster }: Material): object {
  const { namespace, policies, withStaged, withUnused, isStrict, ignoresUnanswered } = question;
  const { layers, world } = layersOf([cluster?.files ?? [], postedFiles(policies)]);
  const [standing, posted] = layers;
  const { report, notes } = reportForecast(
    forecastQuestion({
      ...{ edges, world, cluster: standing!, withStaged, namespace },
      candidates: policies === undefined ? undefined : posted!,
      defaultDeny: deniedNamespaces(question, knownNamespaces(world, edges)),
    }),
    { namespace, withUnused, isStrict, ignoresUnanswered },
  );
  return { ...forecastJson(report), notes: [...clusterNotes(cluster), ...notes] };
}

/** Those that are asked for; without policies, all in question. */
function deniedNamespaces(
  { defaultDeny, policies, namespace }: ForecastAsked,
  known: readonly string[],
): readonly string[] {
  const all = namespace === undefined ? known : [namespace];
  const denied = defaultDeny ?? (policies === undefined ? all : []);
  const unknown = denied.find((name) => !known.includes(name));
  if (unknown === undefined) return denied;
  throw new AnalysisError('question', `neither the cluster nor the flows have ${unknown}`);
}

function tellGenerated(question: GenerateAsked, { edges, cluster }: Material): string {
  const { namespace, format, withRefused, output } = question;
  const { layers, world } = layersOf([cluster?.files ?? [], []]);
  const { text, remarks } = generatedReport({
    ...{ edges, world, format, withRefused, cluster: layers[0]!, merged: layers[1]! },
    namespaces: namespace === undefined ? [] : [namespace],
  });
  if (output === 'yaml') return text;
  return jsonText({ policies: text, remarks: [...clusterNotes(cluster), ...remarks] });
}

function tellFindings({ policies, namespace, withCluster }: LintAsked, material: Material): object {
  const cluster = withCluster ? material.cluster : undefined;
  const posted = postedFiles(policies);
  const { layers, world, errors } = readLayers(
    [cluster?.files ?? [], posted],
    namespace === undefined ? {} : { namespace },
  );
  const [ofCluster, asked] = layers;
  const findings = lint({ asked: asked!, cluster: cluster && ofCluster, world, errors });
  const notes = withCluster ? clusterNotes(cluster) : [];
  return { findings: findings.map(lintJson), notes };
}

function postedFiles(text: string | undefined) {
  return text === undefined ? [] : [{ file: BODY, text }];
}

/** The cluster, and what lies over it. */
function layersOf(inputs: Parameters<typeof readLayers>[0]): LayeredResult {
  const result = readLayers(inputs);
  if (result.errors.length > 0) throw notUnderstood(result.errors);
  checkPosted(inputs.at(-1)!.length > 0, result.layers.at(-1)!);
  return result;
}

/** As a mistyped kind would forecast nothing, and look like success. */
function checkPosted(isPosted: boolean, { policies }: Layer): void {
  if (isPosted && policies.length === 0) {
    throw new AnalysisError('policies', 'the body holds no policy');
  }
}

function clusterNotes(cluster: Material['cluster']): readonly string[] {
  return cluster === undefined ? [NO_CLUSTER] : cluster.warnings;
}
