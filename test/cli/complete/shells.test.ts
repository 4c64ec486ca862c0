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
  *--to*) printf 'evil$(id);x\\n:4\\n' ;;
  *) printf 'shop\\tnamespace\\nshop:80\\nblog\\n:4\\n' ;;
esac
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-shells-'));
  writeFileSync(join(folder, 'dropcast'), DROPCAST, { mode: 0o755 });
  writeFileSync(join(folder, 'authority.pem'), '');
  writeFileSync(join(folder, 'completion.zsh'), COMPLETION_SCRIPTS.zsh);
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
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const options = { cwd: folder, env, encoding: 'utf8', timeout: 20_000 } as const;
  const text = execFileSync(shell, args, { ...options, stdio: [...stdio] });
  return text.split('\n').filter(Boolean);
}

/** What bash's own completion would set, and what it would read. */
const inBash = (line: string): string[] =>
  run(
    'bash',
    `${COMPLETION_SCRIPTS.bash}
compopt() { :; }
COMP_LINE='${line}'; COMP_POINT=\${#COMP_LINE}; _dropcast; printf '%s\\n' "\${COMPREPLY[@]}"`,
  );

test.each([
  ['dropcast flows -n ', ['shop', 'shop:80', 'blog']],
  ['dropcast flows -n sh', ['shop', 'shop:80']],
  ['dropcast flows --namespace=sh', ['shop', 'shop:80']],
  ['dropcast flows --prefix shop:', ['80']],
  ['dropcast flows --tls-ca auth', ['authority.pem']],
  ['dropcast flows --tls-ca=auth', ['authority.pem']],
  ['dropcast flows --to ev', ['evil\\$\\(id\\)\\;x']],
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

/** What zsh's own completion would hand over, and what it would be told to show. */
const inZsh = (line: string): string[] => {
  const words = line.split(' ');
  return run(
    'zsh',
    `compdef() { :; }
compset() { :; }
_files() { print files; }
_describe() { print -rl -- $described; }
${COMPLETION_SCRIPTS.zsh}
words=(${words.map((word) => `'${word}'`).join(' ')})
CURRENT=${words.length} PREFIX='${words.at(-1)}'
_dropcast`,
  );
};

test.each(
  isThere('zsh')
    ? [
        ['dropcast flows -n bl', ['shop:namespace', 'shop\\:80', 'blog']],
        ['dropcast flows --tls-ca auth', ['files']],
      ]
    : [],
)('zsh is told what to show for %j', (line, shown) => {
  expect(inZsh(line)).toEqual(shown);
});
