/**
 * A cluster and its policies out of YAML, and connections in it by short names: `team-a/web` is a
 * pod, `node:n1` a node, anything else an address outside.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { protocolNumber } from '../../src/flow/protocol.ts';
import { Evaluator, type EvaluatorOptions } from '../../src/policy/evaluate/evaluator.ts';
import type { Outcome } from '../../src/policy/evaluate/outcome.ts';
import { nodeEnd, outsideEnd, podEnd } from '../../src/policy/evaluate/world-ends.ts';
import type { Policy } from '../../src/policy/model/policy.ts';
import type { World } from '../../src/policy/model/world.ts';
import { type ReadOptions, readManifests } from '../../src/policy/read/read-manifests.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/policies');

/** A published manifest. */
export function published(name: string): string {
  return readFileSync(join(FIXTURES, `${name}.yaml`), 'utf8');
}

export interface PodShape {
  readonly labels?: Readonly<Record<string, string>>;
  readonly ip?: string;
  readonly node?: string;
  readonly hostNetwork?: boolean;
  readonly serviceAccount?: string;
  /** By name: port, and protocol behind a slash if it is not TCP. */
  readonly ports?: Readonly<Record<string, string>>;
}

export function pod(name: string, shape: PodShape = {}): string {
  const [namespace, own] = name.split('/');
  const ports = Object.entries(shape.ports ?? {}).map(([portName, text]) => {
    const [containerPort, protocol = 'TCP'] = text.split('/');
    return { name: portName, containerPort: Number(containerPort), protocol };
  });
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: own, namespace, labels: shape.labels ?? {} },
    spec: {
      nodeName: shape.node ?? 'n1',
      ...(shape.hostNetwork && { hostNetwork: true }),
      ...(shape.serviceAccount && { serviceAccountName: shape.serviceAccount }),
      containers: [{ name: 'main', ports }],
    },
    ...(shape.ip && { status: { podIP: shape.ip } }),
  });
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

export function node(name: string, ip: string, labels: Readonly<Record<string, string>> = {}) {
  const status = { addresses: [{ type: 'InternalIP', address: ip }] };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status });
}

export class Scene {
  readonly world: World;
  readonly policies: readonly Policy[];
  readonly evaluator: Evaluator;

  constructor(documents: readonly string[], options: EvaluatorOptions & ReadOptions = {}) {
    const text = documents.join('\n---\n');
    const { errors, policies, world } = readManifests([{ file: 'scene.yaml', text }], options);
    expect(errors.map(({ message }) => message)).toEqual([]);
    this.world = world;
    this.policies = policies;
    this.evaluator = new Evaluator(policies, world, options);
  }

  end(name: string): Endpoint {
    if (name.startsWith('node:')) {
      const found = this.world.nodes.find((candidate) => candidate.name === name.slice(5));
      return nodeEnd(found!);
    }
    if (name === 'nobody') return unnamedEndpoint('10.9.9.9');
    const found = this.world.pods.find(
      (candidate) => `${candidate.namespace}/${candidate.name}` === name,
    );
    return found === undefined ? outsideEnd(name) : podEnd(found);
  }

  /** `to` as NAME:PORT/PROTOCOL, TCP where there is none; NAME/PROTOCOL without a port. */
  connect(from: string, to: string): Outcome {
    const [, name, port, protocol = 'TCP'] = /^(.*?)(?::(\d+))?(?:\/([A-Z]\w*))?$/.exec(to)!;
    return this.evaluator.evaluateConnection(this.end(from), this.end(name!), {
      protocol: protocolNumber(protocol),
      port: port === undefined ? undefined : Number(port),
      icmpType: undefined,
      icmpCode: undefined,
    });
  }

  /** `egress/ingress` verdicts in short. */
  verdicts(from: string, to: string): string {
    const { egress, ingress } = this.connect(from, to);
    return `${egress.verdict}/${ingress.verdict}`;
  }
}

/** What decided on a side, in short: `NetworkPolicy shop/a[0]`, `end of default`, … */
export function decisionText({ decision, reason }: Outcome['egress']): string {
  if (decision === undefined) return reason ?? '';
  switch (decision.by) {
    case 'rule': {
      const { id } = decision.policy;
      const index = decision.policy[decision.side]!.indexOf(decision.rule);
      return `${id.namespace === '' ? '' : `${id.namespace}/`}${id.name}[${index}]`;
    }
    case 'end_of_tier':
      return `end of ${decision.tier}`;
    default:
      return decision.by;
  }
}
