import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { explainKmsgFailure } from '../../../../src/agent/sources/kmsg/kmsg-permission.ts';
import { SourceError } from '../../../../src/agent/sources/source.ts';

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

const WALLS = [
  {
    wall: 'dmesg_restrict',
    settings: { restrict: '1\n', status: NO_SYSLOG, users: HOST_USERS, devkmsg: 'on\n' },
    expected: 'lacks CAP_SYSLOG',
  },
  {
    wall: 'the user namespace',
    settings: { restrict: '1\n', status: ALL_CAPABILITIES, users: '0 1000 1\n', devkmsg: 'on\n' },
    expected: 'user namespace',
  },
  {
    wall: 'printk.devkmsg',
    settings: { restrict: '0\n', status: NO_SYSLOG, users: HOST_USERS, devkmsg: 'off\n' },
    expected: 'printk.devkmsg=off',
  },
  {
    wall: 'the devices cgroup, with the capability',
    settings: { restrict: '1\n', status: ALL_CAPABILITIES, users: HOST_USERS, devkmsg: 'on\n' },
    expected: 'devices cgroup',
  },
  {
    wall: 'the devices cgroup, where all may read',
    settings: { restrict: '0\n', status: NO_SYSLOG, users: HOST_USERS, devkmsg: 'ratelimit\n' },
    expected: 'devices cgroup',
  },
];

it.each(WALLS)('tells EPERM apart: $wall', ({ settings, expected }) => {
  const error = explain('EPERM', {
    'sys/kernel/dmesg_restrict': settings.restrict,
    'sys/kernel/printk_devkmsg': settings.devkmsg,
    'self/status': settings.status,
    'self/uid_map': settings.users,
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
