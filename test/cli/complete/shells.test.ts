/**
 * The scripts in the shells that they are for, with a `dropcast` that answers always the same. A
 * shell that is not installed is left out; that of bash is always tried.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMPLETION_SCRIPTS } from '../../../src/cli/complete/scripts.ts';

/** Says what it was asked, and then what the last word is to be. */
const DROPCAST = `#!/bin/sh
echo "$*" >>"$ASKED"
case "$*" in
  *--tls-ca*) echo ':0' ;;
  *) printf 'shop\\tnamespace\\nshop:80\\nblog\\n:4\\n' ;;
esac
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-shells-'));
  writeFileSync(join(folder, 'dropcast'), DROPCAST, { mode: 0o755 });
  writeFileSync(join(folder, 'authority.pem'), '');
});

afterAll(() => rmSync(folder, { recursive: true }));

const isThere = (shell: string): boolean => {
  try {
    execFileSync(shell, ['-c', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

function run(shell: string, script: string): string[] {
  const env = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    ASKED: join(folder, 'asked'),
    HOME: folder,
  };
  const args = shell === 'fish' ? ['--no-config', '-c', script] : ['-c', script];
  const text = execFileSync(shell, args, { cwd: folder, env, encoding: 'utf8' });
  return text.split('\n').filter(Boolean);
}

/** What bash's own completion would set, and what it would read. */
const inBash = (line: string): string[] =>
  run(
    'bash',
    `${COMPLETION_SCRIPTS.bash}
compopt() { :; }
COMP_LINE='${line}' COMP_POINT=\${#COMP_LINE}
COMP_LINE='${line}'; COMP_POINT=\${#COMP_LINE}; _dropcast; printf '%s\\n' "\${COMPREPLY[@]}"`,
  );

test.each([
  ['dropcast flows -n ', ['shop', 'shop:80', 'blog']],
  ['dropcast flows -n sh', ['shop', 'shop:80']],
  ['dropcast flows --namespace=sh', ['shop', 'shop:80']],
  ['dropcast flows --prefix shop:', ['80']],
  ['dropcast flows --tls-ca auth', ['authority.pem']],
  ['dropcast flows --tls-ca=auth', ['authority.pem']],
])('bash completes %j', (line, replies) => {
  expect(inBash(line)).toEqual(replies);
});

const inFish = (line: string): string[] =>
  run('fish', `${COMPLETION_SCRIPTS.fish}\ncomplete -C '${line}'`);

test.each(
  isThere('fish')
    ? [
        ['dropcast flows -n sh', ['shop\tnamespace', 'shop:80']],
        ['dropcast flows --namespace=sh', ['--namespace=shop\tnamespace', '--namespace=shop:80']],
        ['dropcast flows --tls-ca auth', ['authority.pem']],
      ]
    : [],
)('fish completes %j', (line, replies) => {
  expect(inFish(line)).toEqual(replies);
});

/** A terminal of its own, in which a tab is pressed. */
const inZsh = (line: string): string =>
  run(
    'zsh',
    `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1=; autoload -U compinit; compinit -u; source =(print -r -- \${(q)SCRIPT}); echo RE""ADY"
zpty -r -m z READ '*READY*'
zpty -w -n z '${line}'$'\\t'
sleep 1
zpty -w -n z $'\\C-a'": '"$'\\C-e'"'; echo DO""NE"$'\\n'
zpty -r -m z SHOWN '*DONE*'
print -r -- $SHOWN`.replace(
      '${(q)SCRIPT}',
      `\${(q):-'${COMPLETION_SCRIPTS.zsh.replaceAll("'", "'\\''")}'}`,
    ),
  ).join('\n');

test.each(isThere('zsh') ? [['dropcast flows -n bl', 'dropcast flows -n blog']] : [])(
  'zsh completes %j',
  (line, completed) => {
    expect(inZsh(line)).toContain(completed);
  },
);
