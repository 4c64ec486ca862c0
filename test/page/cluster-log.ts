/**
 * Made-up clusters and the kernel LOG lines that their nodes would write: for the page's tests,
 * which need more than the recorded log shows. The same words give the same cluster and lines.
 */
import { vethName } from '../../src/kube/veth.ts';

/** Who talks to whom: `shop/cart → shop/redis:6379`, how often a day, whether refused. */
export interface Errand {
  /** `NAMESPACE/WORKLOAD`, or an address. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly everyHours: number;
  readonly isRefused: boolean;
}

export interface Pod {
  readonly namespace: string;
  readonly workload: string;
  readonly name: string;
  readonly node: string;
  readonly ip: string;
  /** Beside `app`. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** `FROM TO:PORT[/udp] [EVERY_HOURS] [refused]`, one a line. */
export function parseErrands(text: string): Errand[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first !== '')
    .map(([from = '', target = '', ...rest]) => {
      const [, to = '', port = '', isUdp] = /^(.*):(\d+)(\/udp)?$/.exec(target) ?? [];
      return {
        ...{ from, to, port: Number(port), protocol: isUdp ? 'UDP' : 'TCP' },
        everyHours: Number(rest.find((word) => /^\d+$/.test(word)) ?? 3),
        isRefused: rest.includes('refused'),
      };
    });
}

/** A pod for each workload that any errand names, on the nodes in turn. */
export function podsOf(errands: readonly Errand[], nodes: readonly string[]): Pod[] {
  const names = new Set(errands.flatMap(({ from, to }) => [from, to]));
  return [...names]
    .filter((name) => name.includes('/'))
    .sort()
    .map((name, i) => {
      const [namespace = '', workload = ''] = name.split('/');
      return {
        ...{ namespace, workload, name: `${workload}-6d4b75cb6d-${podSuffix(i)}` },
        node: nodes[i % nodes.length]!,
        ip: `10.64.${Math.floor(i / 200)}.${10 + (i % 200)}`,
      };
    });
}

/** Letters that Kubernetes gives pods. */
function podSuffix(i: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz2456789';
  return [0, 1, 2, 3, 4]
    .map((place) => letters[(i * 7 + place * 11 + Math.floor(i / 27)) % letters.length])
    .join('');
}

/** Objects as `kubectl get … -o yaml` prints them; JSON is YAML. */
export function clusterText(
  pods: readonly Pod[],
  nodes: readonly string[],
  more: readonly object[] = [],
): string {
  const namespaces = [...new Set(pods.map(({ namespace }) => namespace))];
  const items = [
    ...namespaces.map((name) => ({
      ...{ apiVersion: 'v1', kind: 'Namespace' },
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    })),
    ...nodes.map((name, i) => ({
      ...{ apiVersion: 'v1', kind: 'Node', metadata: { name } },
      status: { addresses: [{ type: 'InternalIP', address: nodeAddress(i) }] },
    })),
    ...pods.map(podObject),
    ...more,
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function nodeAddress(index: number): string {
  return `192.0.2.${10 + index}`;
}

function podObject({ namespace, workload, name, node, ip, labels }: Pod): object {
  const replicaSet = name.slice(0, name.lastIndexOf('-'));
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet, controller: true };
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: {
      ...{ namespace, name, ownerReferences: [owner] },
      labels: { app: workload, 'pod-template-hash': '6d4b75cb6d', ...labels },
    },
    spec: { nodeName: node },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The log of each node: what its own pods' interfaces saw, in the order of time. */
export function nodeLogs(
  errands: readonly Errand[],
  pods: readonly Pod[],
  span: Span,
): Map<string, string> {
  const byName = new Map(pods.map((pod) => [`${pod.namespace}/${pod.workload}`, pod]));
  const lines = errands.flatMap((errand, i) => errandLines(errand, i, { byName, span }));
  lines.sort((a, b) => a.ms - b.ms);
  const logs = new Map<string, string>();
  for (const { node, ms, text } of lines) {
    const time = new Date(ms).toISOString().replace('Z', '000+00:00');
    logs.set(node, `${logs.get(node) ?? ''}${time} ${node} kernel: ${text}\n`);
  }
  return logs;
}

interface TimedLine {
  readonly node: string;
  readonly ms: number;
  readonly text: string;
}

const HOUR_MS = 3_600_000;

function errandLines(
  errand: Errand,
  index: number,
  { byName, span }: { readonly byName: ReadonlyMap<string, Pod>; readonly span: Span },
): TimedLine[] {
  const lines: TimedLine[] = [];
  const [source, target] = [byName.get(errand.from), byName.get(errand.to)];
  const step = errand.everyHours * HOUR_MS;
  // Not all at the same minute.
  for (let ms = span.fromMs + ((index * 977_000) % step); ms < span.toMs; ms += step) {
    for (const node of new Set([source?.node, target?.node])) {
      if (node === undefined) continue;
      const veth = (pod: Pod | undefined) =>
        pod?.node === node ? vethName(pod.namespace, pod.name) : 'eth0';
      const port = 32_768 + ((index * 131 + Math.floor(ms / HOUR_MS) * 17) % 28_000);
      const ends = {
        ...{ inside: veth(source), outside: veth(target), sourcePort: port },
        ...{ source: source?.ip ?? errand.from, target: target?.ip ?? errand.to },
      };
      lines.push({ node, ms, text: requestLine(errand, ends) });
      lines.push({ node, ms: ms + 1, text: answerLine(errand, ends) });
    }
  }
  return lines;
}

interface LineEnds {
  readonly inside: string;
  readonly outside: string;
  readonly source: string;
  readonly target: string;
  readonly sourcePort: number;
}

const MAC = 'MAC=ee:ee:ee:ee:ee:ee:02:00:00:00:00:01:08:00';
const IP = 'TOS=0x00 PREC=0x00 TTL=63 ID=0 DF';

function requestLine({ protocol, port }: Errand, ends: LineEnds): string {
  const { inside, outside, source, target, sourcePort } = ends;
  const ways = `IN=${inside} OUT=${outside} ${MAC} SRC=${source} DST=${target}`;
  const ports = `SPT=${sourcePort} DPT=${port}`;
  return protocol === 'UDP'
    ? `calico-packet: ${ways} LEN=72 ${IP} PROTO=UDP ${ports} LEN=52 `
    : `calico-packet: ${ways} LEN=60 ${IP} PROTO=TCP ${ports} WINDOW=64240 RES=0x00 SYN URGP=0 `;
}

function answerLine({ protocol, port, isRefused }: Errand, ends: LineEnds): string {
  const { inside, outside, source, target, sourcePort } = ends;
  const ways = `IN=${outside} OUT=${inside} ${MAC} SRC=${target} DST=${source}`;
  const ports = `SPT=${port} DPT=${sourcePort}`;
  const flags = isRefused ? 'WINDOW=0 RES=0x00 ACK RST' : 'WINDOW=65160 RES=0x00 ACK SYN';
  const prefix = isRefused ? 'calico-response-rst' : 'calico-response-est';
  return protocol === 'UDP'
    ? `calico-response-est: ${ways} LEN=72 ${IP} PROTO=UDP ${ports} LEN=52 `
    : `${prefix}: ${ways} LEN=60 ${IP} PROTO=TCP ${ports} ${flags} URGP=0 `;
}
