import { expect, it } from 'vitest';
import {
  isOff,
  levelName,
  parseLevel,
  parseSpanS,
} from '../../../src/agent/preflight/journald-values.ts';

it.each([
  ['90', 90],
  ['2h 30min', 9_000],
  ['1week', 604_800],
  ['1d12h', 129_600],
  ['1M', 2_630_016],
  ['1.5 minutes', 90],
  ['500ms', 0.5],
  ['', undefined],
  ['soon', undefined],
  ['5 parsecs', undefined],
  ['5s and more', undefined],
])('reads the span %j as %s s', (text, seconds) => {
  expect(parseSpanS(text)).toBe(seconds);
});

it.each([
  ['debug', 7],
  ['warning', 4],
  ['0', 0],
  ['8', undefined],
  ['loud', undefined],
])('reads the level %j as %s', (text, level) => {
  expect(parseLevel(text)).toBe(level);
});

it('names levels', () => {
  expect([levelName(3), levelName(6)]).toEqual(['err', 'info']);
});

it('knows a switch that is off', () => {
  expect(['no', 'False', '0', 'off', 'yes', '1', ''].map(isOff)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
