/**
 * Identities as 64-bit numbers: the first bytes of a hash over all that makes a thing itself:
 * every replica of the aggregator gives the same number without asking. What agents could forge
 * for others is hashed by SHA-256.
 */
import { createHash } from 'node:crypto';
import type { Endpoint } from '../../flow/endpoint.ts';
import type { AgentKey } from '../store.ts';

/** Stands for an absent number inside an identity. */
export const ABSENT = -1;

export function idOf(parts: readonly unknown[]): bigint {
  return createHash('sha256').update(JSON.stringify(parts)).digest().readBigUInt64LE(0);
}

export function agentId({ cluster, node, source }: AgentKey): bigint {
  return idOf([cluster, node, source]);
}

/** All sources of a node are on one shard. */
export function shardOf({ cluster, node }: AgentKey, shards: number): number {
  return Number(idOf([cluster, node]) % BigInt(shards));
}

export function endpointParts(endpoint: Endpoint): readonly unknown[] {
  const { kind, namespace, name, ip, node, attribution, confidence } = endpoint;
  return [kind, namespace, name, ip, node, attribution, confidence, candidatesText(endpoint)];
}

/** The same endpoint gives the same text, whatever the order of labels. */
export function candidatesText({ candidates }: Endpoint): string {
  return candidates.length === 0 ? '[]' : JSON.stringify(candidates.map(canonical));
}

export function labelsText({ labels }: Endpoint): string {
  return JSON.stringify(sorted(labels));
}

function canonical(endpoint: Endpoint): Endpoint {
  const { kind, namespace, name, workload, ip, node, attribution, confidence } = endpoint;
  const [labels, candidates] = [sorted(endpoint.labels), endpoint.candidates.map(canonical)];
  const named = { kind, namespace, name, workload, labels, ip, node };
  return { ...named, attribution, confidence, candidates };
}

function sorted(labels: Endpoint['labels']): Endpoint['labels'] {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
