/**
 * The bench's cluster: pods as large as real ones (about 10 kB of JSON, 6.6 kB of protobuf), of
 * which a few hundred bytes differ. Made on demand, so that 50,000 need no memory here.
 */
import { encodeEvent, encodeMeta, envelope, message } from './encode.ts';

export const PODS_PER_NODE = 110;
const PODS_PER_REPLICA_SET = 5;
const NAMESPACES = 200;
/** Bytes that make the protobuf as large as that of the JSON's pod, in the fields it would fill. */
const PROTOBUF_CONTAINER_BYTES = 1_300;
const PROTOBUF_STATUS_BYTES = 700;
const PROTOBUF_MANAGED_FIELDS_BYTES = 1_500;

/** One pod at one version; `generation` tells successors under the same name apart. */
export interface PodPlan {
  readonly index: number;
  readonly generation: number;
  readonly resourceVersion: number;
}

export const nodeOf = (index: number): string => `node-${Math.floor(index / PODS_PER_NODE)}`;
const namespaceOf = (index: number): string => `team-${index % NAMESPACES}`;

function addressOf({ index, generation }: PodPlan): string {
  const host = (index + generation * 7_919) % 0xff_ffff;
  return `10.${(host >>> 16) & 255}.${(host >>> 8) & 255}.${host & 255}`;
}

function uidOf({ index, generation }: PodPlan): string {
  const first = index.toString(16).padStart(8, '0');
  return `${first}-aaaa-4bbb-8ccc-${String(generation).padStart(12, '0')}`;
}

function metaOf(plan: PodPlan) {
  const set = Math.floor(plan.index / PODS_PER_REPLICA_SET);
  const hash = (set * 2_654_435_761).toString(16).slice(-8).padStart(8, '0');
  const owner = `app-${set % 900}-${hash}`;
  return {
    name: `${owner}-${plan.index.toString(36).padStart(5, 'x')}`,
    namespace: namespaceOf(set),
    uid: uidOf(plan),
    resourceVersion: String(plan.resourceVersion),
    labels: {
      app: `app-${set % 900}`,
      'app.kubernetes.io/component': 'server',
      'app.kubernetes.io/part-of': namespaceOf(set),
      'pod-template-hash': hash,
      'topology.kubernetes.io/zone': `zone-${set % 3}`,
    },
    annotations: { 'cni.projectcalico.org/podIP': `${addressOf(plan)}/32` },
    ownerReferences: [{ kind: 'ReplicaSet', name: owner, uid: `rs-${set}`, controller: true }],
  };
}

function containerOf(name: string) {
  return {
    name,
    image: `registry.example.com/platform/${name}:2026.11.${name.length}`,
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: Array.from({ length: 12 }, (_, i) => ({ name: `SETTING_${i}`, value: `value-${i}` })),
    resources: {
      limits: { cpu: '500m', memory: '512Mi' },
      requests: { cpu: '100m', memory: '128Mi' },
    },
    volumeMounts: [
      { name: 'config', mountPath: '/etc/app', readOnly: true },
      { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ],
    livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10 },
    readinessProbe: { httpGet: { path: '/readyz', port: 8080 }, periodSeconds: 10 },
    terminationMessagePath: '/dev/termination-log',
    imagePullPolicy: 'IfNotPresent',
    securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
  };
}

function managedFieldsOf(fields: number) {
  const owned = Object.fromEntries(
    Array.from({ length: fields }, (_, i) => [`f:field-${i}`, { '.': {}, 'f:value': {} }]),
  );
  return { manager: 'kubelet', operation: 'Update', fieldsV1: { 'f:status': owned } };
}

const NAMES = ['server', 'proxy'];
const STARTED = '2026-11-01T00:00:00Z';

const SPEC = {
  volumes: [
    { name: 'config', configMap: { name: 'app-config', defaultMode: 420 } },
    { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
  ],
  containers: NAMES.map(containerOf),
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  serviceAccountName: 'default',
  schedulerName: 'default-scheduler',
  tolerations: ['not-ready', 'unreachable'].map((key) => ({
    key: `node.kubernetes.io/${key}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  })),
};

const STATUS = {
  phase: 'Running',
  conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: STARTED,
  })),
  hostIP: '192.0.2.11',
  startTime: STARTED,
  containerStatuses: NAMES.map((name) => ({
    name,
    ready: true,
    restartCount: 0,
    image: `registry.example.com/platform/${name}:2026.11`,
    imageID: `registry.example.com/platform/${name}@sha256:${'ab'.repeat(32)}`,
    containerID: `containerd://${'cd'.repeat(32)}`,
    state: { running: { startedAt: STARTED } },
  })),
};

const MANAGED_FIELDS = [managedFieldsOf(50), managedFieldsOf(50)];

export function podJson(plan: PodPlan): string {
  const ip = addressOf(plan);
  const metadata = { ...metaOf(plan), creationTimestamp: STARTED, managedFields: MANAGED_FIELDS };
  return JSON.stringify({
    kind: 'Pod',
    apiVersion: 'v1',
    metadata,
    spec: { ...SPEC, nodeName: nodeOf(plan.index) },
    status: { ...STATUS, podIP: ip, podIPs: [{ ip }] },
  });
}

const PADDING = 'x'.repeat(PROTOBUF_CONTAINER_BYTES);
const CONTAINER = message([1, 'server'], [2, 'registry.example.com/x'], [7, PADDING]);
const CONDITION = message([1, 'Ready'], [2, 'True'], [4, message([1, 1_761_955_200])]);
const CONTAINER_STATUS = message(
  ...([
    [1, 'server'],
    [2, message([2, message([1, message([1, 1_761_955_200])])])],
  ] as const),
  ...([
    [4, 1],
    [6, 'x'.repeat(PROTOBUF_STATUS_BYTES)],
  ] as const),
);
const MANAGED = message([1, 'kubelet'], [7, 'x'.repeat(PROTOBUF_MANAGED_FIELDS_BYTES)]);

export function podProtobuf(plan: PodPlan): Buffer {
  const ip = addressOf(plan);
  const volume = message([1, 'config'], [2, 'x'.repeat(60)]);
  const toleration = message([1, 'node.kubernetes.io/not-ready'], [2, 'Exists']);
  const meta = Buffer.concat([encodeMeta(metaOf(plan)), message([17, MANAGED])]);
  const spec = message(
    ...([
      [1, volume],
      [1, volume],
      [2, CONTAINER],
      [2, CONTAINER],
      [3, 'Always'],
    ] as const),
    ...([
      [4, 30],
      [6, 'ClusterFirst'],
      [8, 'default'],
      [10, nodeOf(plan.index)],
    ] as const),
    ...([
      [19, 'default-scheduler'],
      [22, toleration],
      [22, toleration],
    ] as const),
  );
  const status = message(
    ...([
      [1, 'Running'],
      [2, CONDITION],
      [2, CONDITION],
      [2, CONDITION],
    ] as const),
    ...([
      [5, '192.0.2.11'],
      [6, ip],
      [7, message([1, 1_761_955_200])],
    ] as const),
    ...([
      [8, CONTAINER_STATUS],
      [8, CONTAINER_STATUS],
      [12, message([1, ip])],
    ] as const),
  );
  return message([1, meta], [2, spec], [3, status]);
}

/** The event's bytes in one encoding. */
export function eventOf(type: string, plan: PodPlan, isProtobuf: boolean): Buffer {
  if (isProtobuf) return encodeEvent(type, envelope('Pod', podProtobuf(plan)));
  return Buffer.from(`{"type":"${type}","object":${podJson(plan)}}\n`);
}
