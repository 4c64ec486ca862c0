/** Damaged manifests: an error with a place, or another policy; never a throw, never a hang. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { outsideEnd } from '../../../src/policy/evaluate/world-ends.ts';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';
import { anyValue, damage, otherName } from '../damage.ts';
import { policies } from '../naive/arbitrary-policy.ts';
import { world } from '../naive/arbitrary-world.ts';
import { manifestsOf } from '../naive/manifests.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/policies');
const TEXTS = globSync('**/*.yaml', { cwd: FOLDER })
  .sort()
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'));

const TRAFFIC = { protocol: 6, port: 80, icmpType: undefined, icmpCode: undefined };

function readAndUse(text: string): void {
  const read = readManifests([{ file: 'f.yaml', text }]);
  for (const { message } of read.errors) expect(message).toMatch(/^f\.yaml(:\d+:\d+)?: /);
  const evaluator = new Evaluator(read.policies, read.world);
  evaluator.evaluateConnection(outsideEnd('203.0.113.1'), outsideEnd('203.0.113.2'), TRAFFIC);
}

test('fields of any value and name', () => {
  fc.assert(
    fc.property(
      world,
      policies,
      fc.nat(400),
      anyValue,
      otherName,
      (raw, made, at, replacement, renamed) => {
        const whole: unknown = JSON.parse(manifestsOf(raw, made));
        readAndUse(JSON.stringify(damage(whole, at, replacement, renamed)));
      },
    ),
    { numRuns: 1_500 },
  );
}, 60_000);

test('texts that are cut, repeated and overwritten', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const piece = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom('\n', ': ', '- ', '&a ', '*a'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), place, place, piece, (text, from, to, inserted) => {
      const [begin, end] = [from, to].map((part) => Math.floor(part * text.length)).sort();
      readAndUse(text.slice(0, begin) + inserted + text.slice(end));
    }),
    { numRuns: 1_500 },
  );
}, 60_000);
