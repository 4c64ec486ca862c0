import { expect, it } from 'vitest';
import { versionAge } from '../../src/flow/version.ts';

it.each([
  ['0.1.0', '0.1.0', 'same'],
  ['0.1.0-rc.1', '0.1.0', 'same'],
  ['0.9.9', '0.10.0', 'older'],
  ['1.0.0', '0.10.9', 'newer'],
  ['0.1.1', '0.1.0', 'newer'],
  ['', '0.1.0', 'unknown'],
  ['latest', '0.1.0', 'unknown'],
  ['0.1.0', 'dev', 'unknown'],
])('%s beside %s is %s', (version, than, age) => {
  expect(versionAge(version, than)).toBe(age);
});
