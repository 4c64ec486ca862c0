/**
 * The resources that are watched: where the API serves each, and how its objects are read in both
 * encodings. An agent asks for its own node's part only.
 */
import type { EndpointSlice, Namespace, Node, OwnedController, Pod, Service } from '../objects.ts';
import {
  readController,
  readNamespace as readNamespaceFields,
  readNode as readNodeFields,
  readPod as readPodFields,
  readService as readServiceFields,
} from '../read-objects.ts';
import { readEndpointSlice, readEndpointSliceFields } from '../wire/endpoint-slice.ts';
import type { ReadObject } from '../wire/json-codec.ts';
import { controllerReader, readNamespace } from '../wire/metadata-only.ts';
import { readNode } from '../wire/node.ts';
import { readPod } from '../wire/pod.ts';
import type { ReadItem } from '../wire/protobuf-codec.ts';
import { readService } from '../wire/service.ts';

export interface Resource<T> {
  /** As a role names it: `pods`, `endpointslices.discovery.k8s.io`. */
  readonly name: string;
  /** Of the collection, without a query. */
  readonly path: string;
  /** Such as `spec.nodeName=node-1`; undefined: all of the cluster. */
  readonly fieldSelector?: string;
  /** The server leaves everything but the metadata behind. */
  readonly metadataOnly?: boolean;
  readonly readObject: ReadObject<T>;
  /** Custom resources have no protobuf. */
  readonly readItem?: ReadItem<T>;
}

/** All pods, or those of one node. */
export function pods(node?: string): Resource<Pod> {
  return {
    name: 'pods',
    path: '/api/v1/pods',
    ...(node !== undefined && { fieldSelector: `spec.nodeName=${node}` }),
    readObject: readPodFields,
    readItem: readPod,
  };
}

/** All nodes, or one. */
export function nodes(name?: string): Resource<Node> {
  return {
    name: 'nodes',
    path: '/api/v1/nodes',
    ...(name !== undefined && { fieldSelector: `metadata.name=${name}` }),
    readObject: readNodeFields,
    readItem: readNode,
  };
}

export const SERVICES: Resource<Service> = {
  name: 'services',
  path: '/api/v1/services',
  readObject: readServiceFields,
  readItem: readService,
};

export const ENDPOINT_SLICES: Resource<EndpointSlice> = {
  name: 'endpointslices.discovery.k8s.io',
  path: '/apis/discovery.k8s.io/v1/endpointslices',
  readObject: readEndpointSliceFields,
  readItem: readEndpointSlice,
};

export const NAMESPACES: Resource<Namespace> = {
  name: 'namespaces',
  path: '/api/v1/namespaces',
  readObject: readNamespaceFields,
  readItem: readNamespace,
};

export const REPLICA_SETS: Resource<OwnedController> = {
  name: 'replicasets.apps',
  path: '/apis/apps/v1/replicasets',
  metadataOnly: true,
  readObject: (fields) => readController('ReplicaSet', fields),
  readItem: controllerReader('ReplicaSet'),
};

export const JOBS: Resource<OwnedController> = {
  name: 'jobs.batch',
  path: '/apis/batch/v1/jobs',
  metadataOnly: true,
  readObject: (fields) => readController('Job', fields),
  readItem: controllerReader('Job'),
};
