import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { explainKmsgFailure } from '../../../src/agent/sources/kmsg-permission.ts';
import { SourceError } from '../../../src/agent/sources/source.ts';

const ALL_CAPABILITIES = 'Name:\tnode\nCapEff:\t000001ffffffffff\n';
const NO_SYSLOG = 'Name:\tnode\nCapEff:\t000001fbffffffff\n';
const HOST_USERS = '         0          0 4294967295\n';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dropcast-proc-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function explain(code: string, settings: Record<string, string> = {}, path = '/dev/kmsg') {
  for (const [name, text] of Object.entries(settings)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const error = Object.assign(new Error(code), { code, syscall: 'open' });
  const explained = explainKmsgFailure(error, path, root);
  expect(explained).toBeInstanceOf(SourceError);
  return explained as SourceError;
}

it.each([
  ['dmesg_restrict', '1\n', NO_SYSLOG, HOST_USERS, 'on\n', 'lacks CAP_SYSLOG'],
  ['user namespace', '1\n', ALL_CAPABILITIES, '0 1000 1\n', 'on\n', 'user namespace'],
  ['printk.devkmsg', '0\n', NO_SYSLOG, HOST_USERS, 'off\n', 'printk.devkmsg=off'],
  ['cgroup, capability there', '1\n', ALL_CAPABILITIES, HOST_USERS, 'on\n', 'devices cgroup'],
  ['cgroup, not restricted', '0\n', NO_SYSLOG, HOST_USERS, 'ratelimit\n', 'devices cgroup'],
])('tells EPERM apart: %s', (_name, restrict, status, users, devkmsg, expected) => {
  const error = explain('EPERM', {
    'sys/kernel/dmesg_restrict': restrict,
    'sys/kernel/printk_devkmsg': devkmsg,
    'self/status': status,
    'self/uid_map': users,
  });
  expect(error.code).toBe('not_permitted');
  expect(error.message).toContain(expected);
  expect(error.message).not.toContain('\n');
});

it('names the file mode that keeps us out', () => {
  const path = join(root, 'kmsg');
  writeFileSync(path, '', { mode: 0o600 });
  const error = explain('EACCES', {}, path);
  expect(error.code).toBe('not_permitted');
  expect(error.message).toContain('0600');
});

it('says so when the device is not there, or not readable for another reason', () => {
  expect(explain('ENOENT')).toMatchObject({ code: 'not_found' });
  expect(explain('EIO')).toMatchObject({ code: 'unreadable' });
});

it('keeps the cause, and leaves errors of ours alone', () => {
  expect(explain('EPERM').cause).toMatchObject({ code: 'EPERM' });
  const own = new TypeError('a mistake');
  expect(explainKmsgFailure(own, '/dev/kmsg', root)).toBe(own);
});
