import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTime } from '../../src/flow/time.ts';
import {
  ClusterFileError,
  parseClusterFile,
  readClusterFile,
} from '../../src/kube/cluster-file.ts';

const POD = `
apiVersion: v1
kind: Pod
metadata:
  name: web-5d9c7b9f4-x2x7k
  namespace: shop
  uid: 3c1b
  labels: { app: web, pod-template-hash: 5d9c7b9f4 }
  ownerReferences:
  - { apiVersion: v1, kind: ConfigMap, name: other }
  - { apiVersion: apps/v1, kind: ReplicaSet, name: web-5d9c7b9f4, controller: true }
spec:
  nodeName: node-1
status:
  phase: Running
  podIP: 10.244.1.5
  podIPs:
  - ip: 10.244.1.5
  - ip: fd00:0:0::0005
  startTime: "2026-02-26T10:00:00Z"
`;

const NODE = `
apiVersion: v1
kind: Node
metadata:
  name: node-1
  annotations:
    projectcalico.org/IPv4Address: 192.0.2.11/24
    projectcalico.org/IPv4VXLANTunnelAddr: 10.244.1.0
    projectcalico.org/IPv6VXLANTunnelAddr: fd00:1::0
spec:
  podCIDR: 10.244.1.0/24
  podCIDRs: [10.244.1.0/24]
status:
  addresses:
  - { type: InternalIP, address: 192.0.2.11 }
  - { type: Hostname, address: node-1 }
`;

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: dns, namespace: kube-system }
spec:
  clusterIP: 10.96.0.10
  clusterIPs: [10.96.0.10]
  selector: { k8s-app: kube-dns }
  ports:
  - { name: dns, port: 53, protocol: UDP, targetPort: dns }
  - { port: 9153 }
`;

/** What kubectl prints: the documents as items of one List. */
function listOf(...documents: readonly string[]): string {
  const items = documents.map((text) => text.trim().replaceAll('\n', '\n  '));
  return `apiVersion: v1\nkind: List\nitems:\n- ${items.join('\n- ')}\n`;
}

function message(text: string): string {
  try {
    parseClusterFile(text, 'cluster.yaml');
  } catch (error) {
    if (error instanceof ClusterFileError) return error.message;
    throw error;
  }
  return '';
}

describe('what kubectl prints', () => {
  test('gives pods with addresses, owner and times', () => {
    expect(parseClusterFile(listOf(POD), 'c').pods).toEqual([
      {
        namespace: 'shop',
        name: 'web-5d9c7b9f4-x2x7k',
        uid: '3c1b',
        ips: ['10.244.1.5', 'fd00::5'],
        hostNetwork: false,
        node: 'node-1',
        labels: { app: 'web', 'pod-template-hash': '5d9c7b9f4' },
        phase: 'Running',
        owner: { kind: 'ReplicaSet', name: 'web-5d9c7b9f4' },
        startUs: parseTime('2026-02-26T10:00:00Z'),
        endUs: undefined,
      },
    ]);
  });

  test('gives nodes with the addresses of their tunnels', () => {
    expect(parseClusterFile(listOf(NODE), 'c').nodes).toMatchObject([
      {
        name: 'node-1',
        addresses: ['192.0.2.11', '10.244.1.0', 'fd00:1::'],
        podCidrs: ['10.244.1.0/24', '10.244.1.0/24'],
      },
    ]);
  });

  test('gives services with their ports', () => {
    expect(parseClusterFile(listOf(SERVICE), 'c').services).toEqual([
      {
        namespace: 'kube-system',
        name: 'dns',
        type: 'ClusterIP',
        clusterIps: ['10.96.0.10'],
        ports: [
          { name: 'dns', protocol: 'UDP', port: 53, targetPort: 'dns' },
          { name: '', protocol: 'TCP', port: 9153, targetPort: '9153' },
        ],
        selector: { 'k8s-app': 'kube-dns' },
      },
    ]);
  });

  test('gives CronJobs with their schedule, in no zone unless one is named', () => {
    const cronJob = (name: string, spec: string) =>
      [
        '\napiVersion: batch/v1',
        'kind: CronJob',
        `metadata: { name: ${name}, namespace: shop }`,
        `${spec}\n`,
      ].join('\n');
    const report = cronJob('report', 'spec: { schedule: "0 3 * * *", timeZone: Europe/Berlin }');
    const off = cronJob('off', 'spec: { schedule: "@daily", suspend: true }');
    const usual = { namespace: 'shop', suspended: false };
    expect(parseClusterFile(listOf(report, off), 'c').cronJobs).toEqual([
      { ...usual, name: 'report', schedule: '0 3 * * *', timeZone: 'Europe/Berlin' },
      { ...usual, name: 'off', schedule: '@daily', timeZone: undefined, suspended: true },
    ]);
    const none = cronJob('none', 'spec: {}');
    expect(() => parseClusterFile(listOf(none), 'c')).toThrow('spec.schedule is missing');
  });

  test('may be documents one by one, empty ones between them', () => {
    const objects = parseClusterFile(`---\n---${POD}---${NODE}---\n`, 'c');
    expect([objects.pods.length, objects.nodes.length]).toEqual([1, 1]);
  });

  test('may be JSON', () => {
    const pod = { kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } };
    const json = JSON.stringify({ kind: 'List', items: [pod] });
    expect(parseClusterFile(json, 'c').pods[0]).toMatchObject({ name: 'web', ips: [], node: '' });
  });

  test('may be a list of one kind, whose items do not name it', () => {
    const json = '{"kind": "PodList", "items": [{"metadata": {"name": "a", "namespace": "b"}}]}';
    expect(parseClusterFile(json, 'c').pods[0]?.name).toBe('a');
  });

  test('holds kinds that are passed over, and names that other groups use too', () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\n';
    const knative = 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: a }\n';
    expect(parseClusterFile(listOf(policy, knative), 'c')).toMatchObject({
      pods: [],
      services: [],
    });
  });

  test('a headless service has no address', () => {
    const headless = SERVICE.replace('clusterIP: 10.96.0.10', 'clusterIP: None').replace(
      'clusterIPs: [10.96.0.10]',
      'clusterIPs: [None]',
    );
    expect(parseClusterFile(listOf(headless), 'c').services[0]?.clusterIps).toEqual([]);
  });

  test('a finished pod ends with its last container', () => {
    const finished = POD.replace(
      'phase: Running',
      `phase: Succeeded
  containerStatuses:
  - state: { terminated: { finishedAt: "2026-02-26T10:05:00Z" } }
  - state: { terminated: { finishedAt: "2026-02-26T10:07:00Z" } }`,
    );
    const end = parseTime('2026-02-26T10:07:00Z');
    expect(parseClusterFile(listOf(finished), 'c').pods[0]?.endUs).toBe(end);
  });
});

describe('what cannot be understood is told with its place', () => {
  test.each([
    ['', 'cluster.yaml: holds no objects; make it with: kubectl get'],
    ['---\n', 'cluster.yaml: holds no objects'],
    ['hello', 'cluster.yaml:1:1: the document must be a map of fields'],
    ['- a\n- b\n', 'cluster.yaml:1:1: the document must be a map of fields'],
    ['kind: List\n', 'cluster.yaml:1:1: items is missing'],
    ['a: 1\n', 'cluster.yaml:1:1: kind is missing; expected the output of: kubectl get'],
    ['kind: List\nitems: 7\n', 'cluster.yaml:2:8: items must be a list'],
    [
      'kind: List\nitems:\n- kind: Pod\n',
      'cluster.yaml:3:3: items[0].metadata.namespace is missing',
    ],
    [
      'kind: Pod\nmetadata: { namespace: a, name: 7 }\n',
      'cluster.yaml:2:33: metadata.name must be text: put it in quotes',
    ],
    [
      'kind: Pod\nmetadata: { namespace: a, name: b }\nstatus:\n  podIP: 10.0.0\n',
      'cluster.yaml:4:10: status.podIP is not an IP address',
    ],
    ['kind: Pod\n  metadata: x\n', 'cluster.yaml:1:7: is not YAML (Nested mappings'],
    ['{"kind": "Pod",\n "metadata": {', 'cluster.yaml:2:'],
    ['---\n---\nkind: Pod\n', 'cluster.yaml:3:1: metadata.namespace is missing'],
  ])('%j', (text, expected) => {
    expect(message(text)).toContain(expected);
  });

  test('aliases that multiply are refused', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...['b', 'c', 'd', 'e', 'f', 'g'].map((name, i) => {
        const alias = `*${'abcdef'[i]}`;
        return `${name}: &${name} [${Array(10).fill(alias).join(', ')}]`;
      }),
    ].join('\n');
    expect(message(`kind: List\nitems: []\n${bomb}\n`)).toContain('cannot be expanded');
  });

  test('a file that is not there', async () => {
    await expect(readClusterFile('/nonexistent/cluster.yaml')).rejects.toThrow(
      /^\/nonexistent\/cluster.yaml: cannot be read: no such file; .*make it with: kubectl/,
    );
  });
});

test('a file is read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-'));
  try {
    await writeFile(join(folder, 'cluster.yaml'), listOf(POD, NODE, SERVICE));
    expect((await readClusterFile(join(folder, 'cluster.yaml'))).pods).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
