/** Policies generated for the shop, and what there is to say of them. */
import { expect } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import {
  type Generated,
  type GenerateQuestion,
  generatePolicies,
} from '../../../src/policy/generate/generate.ts';
import { readLayers } from '../../../src/policy/read/read-manifests.ts';
import { SHOP_CLUSTER } from './shop-window.ts';

export interface Asked extends Partial<Omit<GenerateQuestion, 'base' | 'world'>> {
  readonly edges: readonly Edge[];
  readonly cluster?: string;
  readonly base?: string;
}

export function generate({ cluster = SHOP_CLUSTER, base = '', ...asked }: Asked): Generated {
  const inputs = [cluster, base].map((text, i) => [{ file: `${i}.yaml`, text }]);
  const { layers, world, errors } = readLayers(inputs);
  expect(errors.map(({ message }) => message)).toEqual([]);
  return generatePolicies({
    ...{ namespaces: ['shop'], format: 'kubernetes', withRefused: false, ...asked },
    ...{ world, base: layers[1]! },
  });
}

export function files({ namespaces }: Generated): Record<string, string> {
  return Object.fromEntries(
    namespaces.flatMap((of) => of.files.map(({ name, text }) => [name, text])),
  );
}

/** `reason side` of each, once. */
export function leftOut(generated: Generated): string[] {
  return [...new Set(generated.leftOut.map(({ reason, side }) => `${reason} ${side}`))].sort();
}
