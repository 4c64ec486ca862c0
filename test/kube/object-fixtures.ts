/** Cluster objects to build tests from, each as dull as can be but for its overrides. */
import type { ClusterObjects, Node, Pod, Service } from '../../src/kube/objects.ts';

export function podOf(overrides: Partial<Pod> = {}): Pod {
  return {
    namespace: 'shop',
    name: 'web',
    uid: '',
    ips: ['10.244.1.5'],
    hostNetwork: false,
    node: 'node-1',
    labels: {},
    phase: 'Running',
    owner: undefined,
    startUs: undefined,
    endUs: undefined,
    ...overrides,
  };
}

export function nodeOf(overrides: Partial<Node> = {}): Node {
  return { name: 'node-1', labels: {}, addresses: ['192.0.2.11'], podCidrs: [], ...overrides };
}

export function serviceOf(overrides: Partial<Service> = {}): Service {
  return {
    namespace: 'shop',
    name: 'web',
    type: 'ClusterIP',
    clusterIps: ['10.96.0.10'],
    ports: [],
    selector: {},
    ...overrides,
  };
}

export function clusterOf(overrides: Partial<ClusterObjects> = {}): ClusterObjects {
  return {
    pods: [],
    nodes: [],
    services: [],
    namespaces: [],
    controllers: [],
    cronJobs: [],
    ...overrides,
  };
}
