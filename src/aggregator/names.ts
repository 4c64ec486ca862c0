/**
 * Where the aggregator's names come from, joined: the cluster's index with what keeps it up to
 * date, the labels of outside blocks, and reverse DNS.
 */
import { promises as dns } from 'node:dns';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Edge } from '../flow/edge.ts';
import type { ResourceCounts } from '../flow/resource-state.ts';
import { ClusterFileError } from '../kube/cluster-file.ts';
import { type Names, openNames } from '../kube/open-names.ts';
import { CidrLabelsError } from '../kube/outside/cidr-labels.ts';
import { ReverseDns } from '../kube/outside/reverse-dns.ts';
import { readCidrLabels, watchLabels } from '../kube/outside/watched-labels.ts';
import type { Log } from '../service/log.ts';
import { AggregatorError } from './aggregator-error.ts';
import { createClusterNames } from './attribute/cluster-names.ts';
import { withHostNames } from './attribute/host-names.ts';
import type { ClusterNames } from './cluster-names.ts';
import type { AggregatorConfig } from './config.ts';

/** A resolver's answer is for display: it is not waited for long, and not asked for often. */
const DNS = { timeout: 2_000, tries: 1 };

export interface AggregatorNames extends ClusterNames {
  /** For people: where names come from. */
  readonly origin: string;
  /** Of each resource that is watched; none of a file. */
  readonly states: () => readonly ResourceCounts[];
  /** Nodes of the aggregator's own cluster; none where nobody has told. */
  readonly nodeNames: () => ReadonlySet<string>;
  /** Edges as they are shown. */
  readonly shown: (edges: readonly Edge[]) => readonly Edge[];
  /** Keeps names up to date until `close`; never rejects for what the world does. */
  readonly run: () => void;
  /** Nothing is waited for any more; resolves when nothing runs. */
  readonly close: () => Promise<void>;
}

/** Rejects with AggregatorError `config` when the cluster or label file cannot be used. */
export async function openAggregatorNames(
  { names: from, blocks, clusterName, reverseDns }: AggregatorConfig,
  log: Log,
): Promise<AggregatorNames> {
  const stop = new AbortController();
  const names = await openNames(from, {
    index: blocks,
    clock: CLOCK,
    random: Math.random,
    onError: (resource, line) => logNames(log, resource, line),
  }).catch((cause: unknown) => refuse('--cluster', ClusterFileError, cause));
  const { labelsFile } = blocks;
  if (labelsFile !== undefined) {
    const labels = await readCidrLabels(labelsFile).catch((cause: unknown) =>
      refuse('--cidr-labels', CidrLabelsError, cause),
    );
    names.index.outside.relabel(labels);
  }
  let running: Promise<unknown> = Promise.resolve();
  return {
    ...createClusterNames(new Map([[clusterName, names.index]]), (ms) =>
      CLOCK.delay(ms, stop.signal),
    ),
    origin: names.origin,
    states: names.states,
    nodeNames: () => new Set(Array.from(names.index.nodes.values(), ({ object }) => object.name)),
    shown: reverseDns ? showHostNames() : (edges) => edges,
    run: () => {
      const labelling = labelsFile && relabel(names, labelsFile, log, stop.signal);
      running = Promise.all([names.run(stop.signal), labelling]);
    },
    close: async () => {
      stop.abort();
      await running;
    },
  };
}

const CLOCK = {
  nowMs: Date.now,
  async delay(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  },
};

function relabel(names: Names, file: string, log: Log, signal: AbortSignal): Promise<void> {
  return watchLabels(
    {
      file,
      onLabels: (labels) => names.index.outside.relabel(labels),
      onError: (line) => log.warn(`--cidr-labels: ${line}; the labels stay as they were`),
      delay: CLOCK.delay,
    },
    signal,
  );
}

function showHostNames(): AggregatorNames['shown'] {
  const resolver = new dns.Resolver(DNS);
  const reverse = (ip: string) => resolver.reverse(ip);
  const names = new ReverseDns({ reverse, nowMs: Date.now });
  return (edges) => withHostNames(edges, (ip) => names.nameOf(ip));
}

function logNames(log: Log, resource: string, line: string): void {
  if (line === '') log.info({ resource }, 'names: well again');
  else log.warn({ resource }, `names: ${line}`);
}

function refuse(flag: string, known: new (...args: never[]) => Error, cause: unknown): never {
  if (!(cause instanceof known)) throw cause;
  throw new AggregatorError('config', `${flag}: ${cause.message}`, { cause });
}
