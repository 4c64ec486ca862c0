/** Two namespaces of three pods each: random policies in them meet one another all the time. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import { scopeOf } from '../../../src/policy/lint/scope.ts';
import type { World } from '../../../src/policy/model/world.ts';
import { readLayers } from '../../../src/policy/read/read-manifests.ts';
import { namespace, pod } from '../scene.ts';

export const NAMESPACES = ['shop', 'bank'];
export const PORTS = [80, 81];
const LABELS = [{}, { app: 'a' }, { app: 'b' }];

export const podLabels = fc.constantFrom(...LABELS);

const OBJECTS = NAMESPACES.flatMap((name, n) => [
  namespace(name),
  ...LABELS.map((labels, i) => pod(`${name}/p${i}`, { labels, ip: `10.0.${n}.${i + 1}` })),
]);

/** Each document is a file: the paths of its rules are its own. */
export function readSmallWorld(documents: readonly string[]) {
  const inputs = [...OBJECTS, ...documents].map((text, i) => ({ file: `${i}.json`, text }));
  const { layers, world, errors } = readLayers([inputs]);
  expect(errors).toEqual([]);
  const [asked] = layers;
  return { ...scopeOf({ asked: asked!, cluster: undefined, world }), ...asked!, world };
}

/** Every pod to every other one, on every port. */
export function connectionsIn({ pods }: World) {
  const ends = pods.map(podEnd);
  const pairs = ends.flatMap((source) => ends.map((destination) => ({ source, destination })));
  return pairs
    .filter(({ source, destination }) => source !== destination)
    .flatMap((pair) => PORTS.map((port) => ({ ...pair, traffic: { ...TCP, port } })));
}

const TCP = { protocol: 6, icmpType: undefined, icmpCode: undefined };
