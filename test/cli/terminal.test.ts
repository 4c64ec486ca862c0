import { expect, test } from 'vitest';
import { escapeControls, escapeJsonControls, terminalOf } from '../../src/cli/terminal.ts';

test.each([
  ['plain, ünïcode ✓', 'plain, ünïcode ✓'],
  ['a\tb\nc\r', 'a\\x09b\\x0ac\\x0d'],
  ['\u001b[31m', '\\x1b[31m'],
  ['\u009b2J\u007f', '\\x9b2J\\x7f'],
  ['\u202egnp.exe', '\\u202egnp.exe'],
])('%j is shown as %s', (text, shown) => {
  expect(escapeControls(text)).toBe(shown);
});

test('escaped JSON means the same', () => {
  const text = '\u0000\u001b\u007f\u009b\u2028\u202e"\\';
  const json = escapeJsonControls(JSON.stringify(text));
  expect(json).not.toMatch(/[\u007f-\u009f\u2028\u202e]/);
  expect(JSON.parse(json)).toBe(text);
});

test.each([
  [true, undefined, true],
  [true, '', true],
  [true, '1', false],
  [false, undefined, false],
])('terminal %s with NO_COLOR=%s shows colours: %s', (isTTY, noColor, hasColours) => {
  const streams = { stdout: { isTTY }, stderr: {} } as unknown as NodeJS.Process;
  expect(terminalOf(streams, noColor).hasColours).toBe(hasColours);
});
