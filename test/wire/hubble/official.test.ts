/** Our proto files beside Cilium's, as these were written down by hand (official.ts). */
import protobufjs from 'protobufjs';
import { expect, it } from 'vitest';
import {
  HUBBLE_VERDICTS,
  IP_VERSIONS,
  TRAFFIC_DIRECTIONS,
} from '../../../src/flow/hubble/hubble-flow.ts';
import { LOST_EVENT_SOURCES, NODE_STATES } from '../../../src/wire/hubble/observer.ts';
import { ENUMS, MESSAGES } from './official.ts';

const root = new protobufjs.Root();
root.resolvePath = (_, target) =>
  target.startsWith('google/') ? target : target.replace(/^(?!proto\/)/, 'proto/hubble/');
root.loadSync(['proto/hubble/observer/observer.proto', 'proto/grpc/health/v1/health.proto'], {
  keepCase: true,
});
root.resolveAll();

/** Where the official description, flat, has another place. */
const NESTED: Readonly<Record<string, string>> = {
  'flow.FilterExperimental': 'flow.FlowFilter.Experimental',
  'observer.RequestExperimental': 'observer.GetFlowsRequest.Experimental',
  'grpc.health.v1.ServingStatus': 'grpc.health.v1.HealthCheckResponse.ServingStatus',
};
const placeOf = (path: string) => NESTED[path] ?? path;

function fieldsOf(type: protobufjs.Type): [string, string][] {
  return type.fieldsArray.map((field) => {
    const kind = field.resolvedType?.fullName.slice(1) ?? field.type;
    return [field.name, `${field.repeated ? '*' : ''}${field.id} ${kind}`];
  });
}

it.each(Object.keys(MESSAGES))('%s has the official numbers and types', (path) => {
  const official = Object.entries(MESSAGES[path]!).map(([name, text]) => {
    const [number = '', kind = ''] = text.split(' ');
    return [name, `${number} ${placeOf(kind)}`];
  });
  const ours = fieldsOf(root.lookupType(placeOf(path)));
  // Ours has no more; what is never set here may be left out.
  expect(official).toEqual(expect.arrayContaining(ours));
  if (path.endsWith('Filter')) expect(ours).toHaveLength(official.length);
});

it.each(Object.keys(ENUMS))('%s has the official numbers', (path) => {
  expect(ENUMS[path]).toMatchObject(root.lookupEnum(placeOf(path)).values);
});

it.each([
  ['flow.Verdict', HUBBLE_VERDICTS],
  ['flow.TrafficDirection', TRAFFIC_DIRECTIONS],
  ['flow.IPVersion', IP_VERSIONS],
  ['flow.LostEventSource', LOST_EVENT_SOURCES],
  ['relay.NodeState', NODE_STATES],
])('the names of %s stand at their numbers', (path, names) => {
  expect(Object.fromEntries(names.map((name, number) => [name, number]))).toEqual(ENUMS[path]);
});

it('the service has calls of the official names', () => {
  const { methods } = root.lookupService('observer.Observer');
  expect(Object.keys(methods)).toEqual(['GetFlows', 'GetNodes', 'GetNamespaces', 'ServerStatus']);
});
