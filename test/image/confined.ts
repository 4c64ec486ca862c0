/** What a container may not do, as the kernel tells it of its first process. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/** The user and the group of both images. */
export const UID = 65_532;

const NOTHING = '0000000000000000';
const CAPABILITIES = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'];
const FILTERED = '2';

/** Throws AssertionError for a user, a capability, a system call or a root that is too open. */
export function assertConfined(pid: number): void {
  const status = statusOf(pid);
  assert.deepEqual(status.get('Uid'), Array(4).fill(String(UID)));
  assert.deepEqual(status.get('Gid'), Array(4).fill(String(UID)));
  for (const name of CAPABILITIES) assert.deepEqual(status.get(name), [NOTHING], name);
  assert.deepEqual(status.get('NoNewPrivs'), ['1']);
  assert.deepEqual(status.get('Seccomp'), [FILTERED]);
  // By its own mounts, and as root of the machine: no mode of a file is in the way.
  for (const folder of ['', '/dropcast', '/etc']) {
    const write = () => writeFileSync(`/proc/${pid}/root${folder}/written`, '');
    assert.throws(write, { code: 'EROFS' }, `${folder}/ can be written to`);
  }
}

/** By name, the words of /proc/PID/status. */
function statusOf(pid: number): ReadonlyMap<string, readonly string[]> {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', words = ''] = line.split(':');
      return [name, words.trim().split(/\s+/)];
    }),
  );
}
