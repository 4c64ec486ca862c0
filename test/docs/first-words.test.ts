/** What looks like a command in a sentence is one: of a program that is known, or of ours. */
import { expect, it } from 'vitest';
import { idleProgram } from '../../tools/idle-program.ts';
import { codeIn, documents } from './markdown.ts';
import { unknownWords } from './own-grammar.ts';

/** Of other people. */
const PROGRAMS = [
  ...['apt-get', 'cat', 'chrt', 'conntrack', 'df', 'grep', 'hubble'],
  ...['journalctl', 'kill', 'kubectl', 'nft', 'node', 'npm', 'npx', 'oc', 'openssl'],
  ...['rg', 'sed', 'sysctl', 'taskset', 'wc'],
];
/** With which words of others begin that are quoted: answers, rules, verbs of roles. */
const QUOTED = [
  ...['above', 'advise', 'all', 'another', 'app', 'create', 'delete', 'get', 'nodes', 'not'],
  ...['partial', 'read', 'references', 'reject', 'the', 'upgrade'],
];

const ours = idleProgram().commands.map((command) => command.name());

/** Undefined where nothing is wrong, or it does not look like a command. */
function faultOf(code: string): string | undefined {
  const [, first = ''] = /^([a-z][a-z-]*) \S/.exec(code) ?? [];
  if (first === '' || QUOTED.includes(first) || first === 'dropcast') return undefined;
  if (ours.includes(first)) return unknownWords(`dropcast ${code}`)[0];
  return PROGRAMS.includes(first) ? undefined : first;
}

it('in a sentence begins with a program that is known', () => {
  const found = documents().flatMap((file) => codeIn(file).map((code) => [file, code] as const));
  const faults = found.flatMap(([file, code]) => {
    const fault = faultOf(code);
    return fault === undefined ? [] : [`${file}: ${code}: ${fault}`];
  });
  expect(faults).toEqual([]);
});

it.each([
  ['kubectll get pods', 'kubectll'],
  ['dropcats status', 'dropcats'],
  ['flows --nothing', '--nothing'],
])('finds fault with %s', (code, fault) => {
  expect(faultOf(code)).toBe(fault);
});

it('has no word on its lists for nothing', () => {
  const codes = documents().flatMap(codeIn);
  const idle = [...PROGRAMS, ...QUOTED].filter(
    (word) => !codes.some((code) => code.startsWith(`${word} `)),
  );
  expect(idle).toEqual([]);
});
