/** Objects as the API server prints them, and the resources that they are read from. */

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly [field: string]: unknown;
}

/** The JSON form of an object; of a list its `items` hold no kind, as built-in ones do not. */
export interface KubeObject {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** What a test puts in: kind and version are the resource's, uid and times are made when absent. */
export interface NewObject {
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

export interface StoredObject extends KubeObject {
  readonly metadata: ObjectMeta & { readonly uid: string; readonly resourceVersion: string };
}

export interface Resource {
  /** The name in the path, such as `pods`. */
  readonly plural: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Fields that its field selectors know, beside name and namespace. */
  readonly selectable: readonly string[];
  /** CRDs name kind and version in each item of a list, and have no protobuf. */
  readonly custom?: boolean;
  /** What is stored of an object that is written: defaulted, pruned; throws Refused. */
  readonly admit?: (object: NewObject) => NewObject;
}

const core = { group: '', version: 'v1', namespaced: true, selectable: [] };

export const BUILT_IN_RESOURCES: readonly Resource[] = [
  {
    ...core,
    plural: 'pods',
    kind: 'Pod',
    selectable: ['spec.nodeName', 'status.phase', 'status.podIP'],
  },
  { ...core, plural: 'nodes', kind: 'Node', namespaced: false },
  { ...core, plural: 'services', kind: 'Service' },
  { ...core, plural: 'secrets', kind: 'Secret' },
  { ...core, plural: 'configmaps', kind: 'ConfigMap' },
  { ...core, plural: 'namespaces', kind: 'Namespace', namespaced: false },
  { ...core, plural: 'endpointslices', kind: 'EndpointSlice', group: 'discovery.k8s.io' },
  { ...core, plural: 'replicasets', kind: 'ReplicaSet', group: 'apps' },
  { ...core, plural: 'jobs', kind: 'Job', group: 'batch' },
];

export const apiVersionOf = ({ group, version }: Resource): string =>
  group === '' ? version : `${group}/${version}`;

/** Orders objects as etcd does: by namespace and name. */
export const keyOf = ({ metadata }: KubeObject): string =>
  metadata.namespace === undefined
    ? String(metadata.name)
    : `${metadata.namespace}/${metadata.name}`;
