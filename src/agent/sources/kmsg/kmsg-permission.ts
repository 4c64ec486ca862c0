/**
 * Why the kernel log cannot be opened, and what to do: four different walls answer with the same
 * EPERM. What procfs can prove is asked first; the devices cgroup, which nothing shows, is what
 * remains (linux kernel/printk/printk.c, devkmsg_open and check_syslog_permissions).
 */
import { readFileSync, statSync } from 'node:fs';
import { SourceError } from '../source.ts';

/** Bit of CAP_SYSLOG in a capability set (linux include/uapi/linux/capability.h). */
const CAP_SYSLOG = 34n;

/** The system error with which `path` failed as a SourceError; any other error as it is. */
export function explainKmsgFailure(error: unknown, path: string, procRoot: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || syscall === undefined) return error;
  const options = { cause: error };
  if (code === 'ENOENT') {
    const what = `${path} does not exist here: mount the host's /dev/kmsg, or use another source`;
    return new SourceError('not_found', what, options);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const wall = code === 'EACCES' ? explainMode(path) : explainPermission(procRoot);
    return new SourceError('not_permitted', `${path} cannot be opened: ${wall}`, options);
  }
  return new SourceError('unreadable', `${path} cannot be read: ${code} in ${syscall}`, options);
}

function explainMode(path: string): string {
  return (
    `${describeMode(path)} or a security module keeps user ${process.getuid?.()} out; ` +
    'run as its owner or group, or allow it in the AppArmor or SELinux profile'
  );
}

function describeMode(path: string): string {
  try {
    const { mode, uid, gid } = statSync(path);
    const octal = (mode & 0o7777).toString(8).padStart(4, '0');
    return `its file mode ${octal} (owner ${uid}:${gid})`;
  } catch {
    return 'a directory above it';
  }
}

function explainPermission(procRoot: string): string {
  const restricted = readSetting(procRoot, 'sys/kernel/dmesg_restrict') === '1';
  if (restricted && !hasCapSyslog(procRoot)) {
    return (
      'kernel.dmesg_restrict is 1 and this process lacks CAP_SYSLOG; ' +
      'add the capability SYSLOG (as user 0, or on the file of the program), or set the sysctl to 0'
    );
  }
  if (restricted && isInUserNamespace(procRoot)) {
    return (
      'kernel.dmesg_restrict is 1 and CAP_SYSLOG does not count in a user namespace; ' +
      'run it in the user namespace of the host (hostUsers: true)'
    );
  }
  if (readSetting(procRoot, 'sys/kernel/printk_devkmsg') === 'off') {
    return 'the kernel was told so (printk.devkmsg=off); boot with printk.devkmsg=on or ratelimit';
  }
  return (
    'the devices cgroup of the container forbids it; grant the character device 1:11 for reading ' +
    '(device plugin or CDI), or run the container privileged'
  );
}

function hasCapSyslog(procRoot: string): boolean {
  const status = readSetting(procRoot, 'self/status');
  const [, effective] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  return effective !== undefined && (BigInt(`0x${effective}`) >> CAP_SYSLOG) % 2n === 1n;
}

/** In the initial user namespace all 2^32 - 1 ids map to themselves. */
function isInUserNamespace(procRoot: string): boolean {
  const map = readSetting(procRoot, 'self/uid_map');
  return map !== '' && !/^0\s+0\s+4294967295$/.test(map);
}

/** Contents of a file in procfs, trimmed; empty, which explains nothing, if not readable. */
function readSetting(procRoot: string, path: string): string {
  try {
    return readFileSync(`${procRoot}/${path}`, 'latin1').trim();
  } catch {
    return '';
  }
}
