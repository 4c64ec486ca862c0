/**
 * The bench of policies: 100,000 edges against 2,000 policies, three ways: policies of namespaces,
 * policies of the whole cluster that each look for labels, and policies that all select all pods
 * and differ in the addresses that they allow. Prints the time to read the manifests, to build the
 * evaluator and evaluate every edge for the first time, and to do so again.
 * Run: node bench/policy.ts [--edges N] [--policies N] [--smoke]
 */
import { cpus } from 'node:os';
import type { Edge } from '../src/flow/edge.ts';
import { Evaluator } from '../src/policy/evaluate/evaluator.ts';
import { readManifests } from '../src/policy/read/read-manifests.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import {
  addressPolicies,
  edgesOf,
  type Json,
  labelPolicies,
  namespacedPolicies,
  podsAndNamespaces,
} from './policy-corpus.ts';

const USAGE = 'usage: node bench/policy.ts [--edges N] [--policies N] [--smoke]';

const EDGES = 100_000;
const POLICIES = 2_000;
const SMOKE = { edges: 5_000, policies: 200 };

/** CPU of `work` in milliseconds, and what it gave. */
function timed<T>(work: () => T): [number, T] {
  const begin = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(begin);
  return [(user + system) / 1_000, result];
}

function measure(name: string, policies: readonly Json[], edges: readonly Edge[]): void {
  const text = JSON.stringify({ kind: 'List', items: [...podsAndNamespaces(), ...policies] });
  const [readMs, read] = timed(() => readManifests([{ file: 'bench.json', text }]));
  if (read.errors.length > 0) throw read.errors[0];
  const verdicts = { allowed: 0, denied: 0, unknown: 0, not_policed: 0 };
  const evaluateAll = (evaluator: Evaluator) => {
    for (const edge of edges) verdicts[evaluator.evaluate(edge).verdict]++;
    return evaluator;
  };
  const [firstMs, evaluator] = timed(() => evaluateAll(new Evaluator(read.policies, read.world)));
  const shown = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`);
  const [againMs] = timed(() => evaluateAll(evaluator));
  const perEdge = ((againMs / edges.length) * 1e6).toFixed(0);
  console.log(
    `${name}: read ${readMs.toFixed(0)} ms; first ${firstMs.toFixed(0)} ms; ` +
      `again ${againMs.toFixed(0)} ms (${perEdge} ns an edge); ${shown.join(', ')}`,
  );
}

function main(): number {
  const { values } = readCommandLine({
    options: {
      edges: { type: 'string' },
      policies: { type: 'string' },
      smoke: { type: 'boolean' },
    },
  });
  const fallback = values.smoke ? SMOKE : { edges: EDGES, policies: POLICIES };
  const edges = wholeNumber('edges', values.edges, { least: 1, fallback: fallback.edges });
  const policies = wholeNumber('policies', values.policies, {
    least: 1,
    fallback: fallback.policies,
  });
  console.log(`${cpus()[0]?.model}, Node ${process.version}: ${edges} edges, ${policies} policies`);
  const seen = edgesOf(edges);
  measure('of namespaces', namespacedPolicies(policies), seen);
  measure('of labels', labelPolicies(policies), seen);
  measure('of addresses', addressPolicies(policies), seen);
  return 0;
}

await runProgram(USAGE, main);
