/**
 * The evaluator against the naive one, over random clusters and policies of all kinds, read from
 * manifests. Nothing is unknown there, but for a pod that connects to itself.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { SIDES } from '../../../src/policy/model/policy.ts';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';
import { naiveVerdict } from '../naive/evaluate.ts';
import { manifestsOf } from '../naive/manifests.ts';
import type { RawConnection } from '../naive/objects.ts';
import { endpointOf, scene, trafficOf } from '../naive/scenes.ts';

const RUNS = 1_500;

function isItself({ source, destination }: RawConnection): boolean {
  return 'pod' in source && 'pod' in destination && source.pod === destination.pod;
}

test('both evaluators agree, whatever the policies', () => {
  const property = fc.property(scene, ({ raw, made, connections }) => {
    const read = readManifests([{ file: 'all.json', text: manifestsOf(raw, made) }]);
    expect(read.errors.map(({ message }) => message)).toEqual([]);
    const evaluator = new Evaluator(read.policies, read.world);
    const meanings = new Map(made.flatMap((one) => one.meanings));
    const policies = made.map(({ policy }) => policy);
    for (const connection of connections) {
      const outcome = evaluator.evaluateConnection(
        endpointOf(read.world, connection.source),
        endpointOf(read.world, connection.destination),
        trafficOf(connection),
      );
      for (const side of SIDES) {
        const expected = naiveVerdict({ world: raw, meanings }, policies, connection, side);
        const { verdict, reason } = outcome[side];
        if (isItself(connection) && expected === 'denied') expect(reason).toBe('to_itself');
        else expect([side, verdict]).toEqual([side, expected]);
      }
    }
  });
  fc.assert(property, { numRuns: RUNS });
}, 120_000);
