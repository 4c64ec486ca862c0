/** Damaged manifests: findings with a place, or none; never a throw. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { anyValue, damage, otherName } from '../damage.ts';
import { findingsIn } from './lint-scene.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/policies');
const OBJECTS = globSync('**/*.yaml', { cwd: FOLDER })
  .sort()
  .flatMap((name) => parseAllDocuments(readFileSync(join(FOLDER, name), 'utf8')))
  .map((document) => document.toJS() as object);
const FIELDS_MAX = 60;

test('fields of any value and name', () => {
  const object = fc.constantFrom(...OBJECTS);
  const property = fc.property(
    object,
    object,
    fc.nat(FIELDS_MAX),
    anyValue,
    otherName,
    (one, other, at, replacement, name) => {
      const damaged = JSON.stringify(damage(one, at, replacement, name));
      const findings = findingsIn([damaged, JSON.stringify(other)], [JSON.stringify(other)]);
      for (const { place } of findings) expect(place.line).toBeGreaterThan(0);
    },
  );
  fc.assert(property, { numRuns: 2_000 });
}, 60_000);
