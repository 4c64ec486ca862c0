/**
 * Does Calico enforce policies by eBPF here? Then no rule of netfilter sees the packets of pods,
 * and the kernel's log stays empty. The sign are the maps that only that dataplane pins.
 */
import { readdir } from 'node:fs/promises';
import { type Finding, found } from './check.ts';
import { type NodeView, unlessMissing } from './node-view.ts';

/** statfs type of a BPF file system (linux include/uapi/linux/magic.h, BPF_FS_MAGIC). */
const BPF_FILE_SYSTEM = 0xcafe4a11;

export async function checkEbpfDataplane({ roots, statFileSystem }: NodeView): Promise<Finding> {
  const mount = `${roots.sys}/fs/bpf`;
  const maps = (await unlessMissing(readdir(`${mount}/tc/globals`))) ?? [];
  if (maps.some((name) => name.startsWith('cali_'))) {
    const detail =
      `Calico's eBPF dataplane has maps in ${mount}/tc/globals: it writes no LOG lines to the ` +
      'kernel log, so that an empty inventory proves nothing; use the iptables or nftables ' +
      'dataplane';
    return found('warn', detail);
  }
  const disk = await unlessMissing(statFileSystem(mount));
  if (disk?.type === BPF_FILE_SYSTEM) return found('ok', '');
  return found('unknown', `no BPF file system at ${mount}`);
}
