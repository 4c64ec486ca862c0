import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { escapeControls, escapeJsonControls, terminalOf } from '../../src/cli/terminal.ts';
import { yamlDocuments } from '../../src/cli/yaml-documents.ts';

test.each([
  ['plain, ünïcode ✓', 'plain, ünïcode ✓'],
  ['a\tb\nc\r', 'a\\x09b\\x0ac\\x0d'],
  ['\u001b[31m', '\\x1b[31m'],
  ['\u009b2J\u007f', '\\x9b2J\\x7f'],
  ['\u202egnp.exe', '\\u202egnp.exe'],
  ['kube\u200b-system', 'kube\\u200b-system'],
  ['\u{e0041}', '\\u{e0041}'],
  ['\ud800', '\\ud800'],
])('%j is shown as %s', (text, shown) => {
  expect(escapeControls(text)).toBe(shown);
});

test('escaped JSON means the same', () => {
  const text = '\u0000\u001b\u007f\u009b\u2028\u202e\u{e0041}"\\';
  const json = escapeJsonControls(JSON.stringify(text));
  expect(json).not.toMatch(/[\u007f-\u009f\u2028\u202e]|\p{Cf}/u);
  expect(JSON.parse(json)).toBe(text);
});

test('escaped YAML means the same', () => {
  const value = { 'k\u202ey': 'a\u009bb\u202ec\u{e0041}', plain: 'x: y', number: 1 };
  const yaml = yamlDocuments([value]);
  expect(yaml.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(parse(yaml)).toEqual(value);
  expect(yamlDocuments([{ plain: 'text' }])).toBe('---\nplain: text\n');
});

test.each([
  [true, {}, true],
  [true, { NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '1', CLICOLOR_FORCE: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [true, { CLICOLOR: '0' }, false],
  [false, {}, false],
  [false, { CLICOLOR_FORCE: '1' }, true],
  [false, { CLICOLOR_FORCE: '0' }, false],
])('terminal %s with %j shows colours: %s', (isTTY, environment, hasColours) => {
  const streams = { stdout: { isTTY }, stderr: {} } as unknown as NodeJS.Process;
  expect(terminalOf(streams, environment).hasColours).toBe(hasColours);
});

test('only a terminal has a width, and somebody who watches', () => {
  const terminal = { isTTY: true, columns: 132 };
  const file = { isTTY: false };
  const streams = { stdout: terminal, stderr: terminal } as unknown as NodeJS.Process;
  const piped = { stdout: file, stderr: file } as unknown as NodeJS.Process;
  expect(terminalOf(streams, {})).toMatchObject({ width: 132, isAttended: true });
  expect(terminalOf(piped, {})).toMatchObject({ width: undefined, isAttended: false });
});

test('words come behind the data, however slowly that is taken', async () => {
  const taken: string[] = [];
  const takes: (() => void)[] = [];
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    taken.push(chunk.toString());
    takes.push(done);
  };
  const stdout = new Writable({ write });
  const stderr = { write: (text: string) => taken.push(text) };
  const terminal = terminalOf({ stdout, stderr } as unknown as NodeJS.Process, {});
  terminal.stdout.write('first\n');
  terminal.stdout.write('last\n');
  terminal.stderr.write('words\n');
  expect(taken).toEqual(['first\n']);
  for (let take = takes.shift(); take !== undefined; take = takes.shift()) {
    take();
    await new Promise(setImmediate);
  }
  expect(taken.join('')).toBe('first\nlast\nwords\n');
  terminal.stderr.write('more\n');
  expect(taken.at(-1)).toBe('more\n');
});
