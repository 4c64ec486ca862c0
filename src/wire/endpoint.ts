/** Endpoints between src/flow and protobuf. */
import {
  ATTRIBUTIONS,
  CONFIDENCES,
  ENDPOINT_KINDS,
  type Endpoint,
  type Workload,
} from '../flow/endpoint.ts';
import { addressBytes, readAddress, readName } from './fields.ts';
import { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

/** Candidates of one ambiguous endpoint: pods that share an address, or hostNetwork pods of a node. */
const CANDIDATES_MAX = 256;

export function endpointMessage(endpoint: Endpoint): dropcast.v1.Endpoint.$Properties {
  return {
    kind: ENDPOINT_KINDS.indexOf(endpoint.kind),
    namespace: endpoint.namespace,
    name: endpoint.name,
    workloadKind: endpoint.workload?.kind ?? '',
    workloadName: endpoint.workload?.name ?? '',
    labels: endpoint.labels,
    ip: addressBytes(endpoint.ip),
    node: endpoint.node,
    attribution: ATTRIBUTIONS.indexOf(endpoint.attribution),
    confidence: CONFIDENCES.indexOf(endpoint.confidence),
    candidates: endpoint.candidates.map(endpointMessage),
  };
}

/** An absent message is an endpoint of which nothing is known. */
export function readEndpoint(
  message: dropcast.v1.Endpoint | null | undefined,
  field: string,
): Endpoint {
  return readNamed(message ?? new dropcast.v1.Endpoint(), field, true);
}

function readNamed(message: dropcast.v1.Endpoint, field: string, outer: boolean): Endpoint {
  const { candidates } = message;
  if (candidates.length > (outer ? CANDIDATES_MAX : 0)) {
    throw new WireError(`${field}.candidates has ${candidates.length}: too many`);
  }
  return {
    kind: readName(ENDPOINT_KINDS, message.kind, { first: 0, field: `${field}.kind` }),
    namespace: message.namespace,
    name: message.name,
    workload: readWorkload(message),
    labels: Object.fromEntries(Object.entries(message.labels)),
    ip: readAddress(message.ip, `${field}.ip`),
    node: message.node,
    attribution: readName(ATTRIBUTIONS, message.attribution, {
      first: 0,
      field: `${field}.attribution`,
    }),
    confidence: readName(CONFIDENCES, message.confidence, {
      first: 0,
      field: `${field}.confidence`,
    }),
    candidates: candidates.map((candidate) => readNamed(candidate, `${field}.candidate`, false)),
  };
}

function readWorkload(message: dropcast.v1.Endpoint): Workload | undefined {
  if (message.workloadKind === '' && message.workloadName === '') return undefined;
  return { kind: message.workloadKind, name: message.workloadName };
}
