/**
 * A machine as far as journald sees one: directories and files that are mounted over the real ones
 * in a mount namespace of its own, which ends with the process. Nothing of this machine changes.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a machine's parts lie on disk. */
export interface Machine {
  /** Everything below, but for `runLog`; both are removed when the lab closes. */
  readonly folder: string;
  /** What is /run/log to journald: in memory where it is to be used, else it is not flushed. */
  readonly runLog: string;
  /** A system tree whose programs run; `/` is this machine's own. */
  readonly root: string;
  readonly machineId: string;
  /** Journal files on disk, and those in /run that are lost with a boot. */
  readonly directory: string;
  readonly runtimeDirectory: string;
  /** What journald keeps in /run/systemd/journal: sockets and notes of what it has done. */
  readonly notes: string;
  readonly kmsg: string;
}

export interface MachineOptions {
  readonly root?: string;
  /** Lines of journald.conf's section [Journal] beside the lab's own. */
  readonly conf?: readonly string[];
  /** Group of the journal files; root's when left out. */
  readonly group?: number;
  /** Journal in /run until it is flushed. */
  readonly isVolatile?: boolean;
}

const CONF = ['Audit=no', 'ForwardToSyslog=no', 'RateLimitIntervalSec=0', 'SyncIntervalSec=1s'];

/** Readable for the group, as systemd-tmpfiles sets it; files inherit the group. */
const JOURNAL_MODE = 0o2750;
const IN_MEMORY = '/dev/shm';
/** journald switches the whole machine's auditing on or off as it starts: not this one. */
const WITHOUT_AUDIT = '--bounding-set=-audit_control,-audit_read';
const NAME = 'dropcast-journald-';

export function makeMachine(options: MachineOptions): Machine {
  const { root = '/', conf = [], group = 0, isVolatile = false } = options;
  const folder = mkdtempSync(join(root, 'tmp', NAME));
  chmodSync(folder, 0o711);
  const machineId = randomBytes(16).toString('hex');
  const runLog = isVolatile ? mkdtempSync(join(IN_MEMORY, NAME)) : join(folder, 'run-log');
  const machine = {
    folder,
    runLog,
    root,
    machineId,
    directory: join(folder, 'var-log', machineId),
    runtimeDirectory: join(runLog, 'journal', machineId),
    notes: join(folder, 'run-journal'),
    kmsg: join(folder, 'kmsg'),
  };
  for (const path of [machine.directory, runLog]) mkdirSync(path, { recursive: true });
  chownSync(machine.directory, 0, group);
  chmodSync(machine.directory, JOURNAL_MODE);
  mkdirSync(machine.notes);
  writeFileSync(join(folder, 'machine-id'), `${machineId}\n`);
  writeFileSync(join(folder, 'journald.conf'), `[Journal]\n${[...CONF, ...conf].join('\n')}\n`);
  setBoot(machine, randomUUID());
  return machine;
}

/** Removes what `makeMachine` made, and what journald wrote. */
export function removeMachine({ folder, runLog }: Machine): void {
  for (const path of [folder, runLog]) rmSync(path, { recursive: true, force: true });
}

/** What the kernel calls this boot from the next start of journald on. */
export function setBoot({ folder }: Machine, bootId: string): void {
  writeFileSync(join(folder, 'boot-id'), `${bootId}\n`);
}

/**
 * Shell commands that become a journald on this machine: `$1` is the folder, `$2` the root, `$3`
 * what is mounted over /dev/kmsg, `$4` what over /run/log.
 */
export const ENTER = `
set -e
folder=$1 root=\${2%/} kmsg=$3
hostname node-1
if [ -n "$root" ]; then
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
fi
for hidden in run var/log etc/systemd; do mount -t tmpfs lab "$root/$hidden"; done
mkdir -p "$root/run/log" "$root/run/systemd/journal" "$root/var/log/journal"
mount --bind "$4" "$root/run/log"
mount --bind "$folder/run-journal" "$root/run/systemd/journal"
mount --bind "$folder/var-log" "$root/var/log/journal"
cp "$folder/journald.conf" "$root/etc/systemd/"
mount --bind "$folder/machine-id" "$root/etc/machine-id"
mount --bind "$folder/boot-id" "$root/proc/sys/kernel/random/boot_id"
[ "$kmsg" = /dev/kmsg ] || mount --bind "$kmsg" "$root/dev/kmsg"
exec setpriv --pdeathsig KILL ${WITHOUT_AUDIT} chroot "$root/" /lib/systemd/systemd-journald
`;
