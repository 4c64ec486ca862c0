/**
 * The promise: who may not open the kernel log is told which wall it was. As the kernel puts them
 * up, for a process that root deprives; what containers and boot options put up is told by a fake
 * procfs in the source's own tests.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const SOURCE = new URL('../../src/agent/sources/kmsg/kmsg.ts', import.meta.url);
const CHECK = `
  const { KmsgSource } = await import('${SOURCE}');
  try { new KmsgSource().check(); console.log('may read'); }
  catch ({ code, message }) { console.log(code, message); }`;

const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const CASES = [
  { who: 'root with CAP_SYSLOG alone', by: ['setpriv', '--bounding-set=-all,+syslog'] },
  { who: 'a user with ambient CAP_SYSLOG', by: [...NOBODY, ...capability('syslog')] },
  { who: 'a user without', by: NOBODY, told: 'lacks CAP_SYSLOG' },
  { who: 'root without', by: ['setpriv', '--bounding-set=-syslog'], told: 'lacks CAP_SYSLOG' },
  { who: 'root of a user namespace', by: ['unshare', '-Ur'], told: 'in a user namespace' },
];

function capability(name: string): string[] {
  return [`--inh-caps=+${name}`, `--ambient-caps=+${name}`];
}

/** Undefined where the program that deprives is missing, or may not. */
function check(by: readonly string[]): string | undefined {
  const [file = '', ...args] = [...by, process.execPath, '--input-type=module', '-e', CHECK];
  try {
    return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

/** Whether root's own way to the log is free, and only CAP_SYSLOG opens it. */
function isRestricted(): boolean {
  if (process.geteuid?.() !== 0 || check([...CASES[0]!.by]) !== 'may read\n') return false;
  return readFileSync('/proc/sys/kernel/dmesg_restrict', 'latin1').trim() === '1';
}

it('tells whoever asks whether the log may be read', () => {
  const answer = check(['/usr/bin/env']);
  expect(answer).toMatch(/^(?:may read|not_permitted \S.*|not_found \S.*)\n$/);
});

it.each(isRestricted() ? CASES : [])('lets $who read, or tells why not', ({ by, told }) => {
  const answer = check(by);
  if (answer === undefined) return;
  if (told === undefined) expect(answer).toBe('may read\n');
  else expect(answer).toMatch(new RegExp(`^not_permitted /dev/kmsg cannot be opened: .*${told}`));
});
