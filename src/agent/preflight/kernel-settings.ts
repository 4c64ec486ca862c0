/** Settings of the kernel that decide who may read its log, and which rules may write to it. */
import { readdir, readFile } from 'node:fs/promises';
import { type Finding, found } from './check.ts';
import { type NodeView, readIfThere, unlessMissing } from './node-view.ts';

/** Bit of CAP_SYSLOG in a capability set (linux include/uapi/linux/capability.h). */
const CAP_SYSLOG = 34n;

/** Whether this process may read the kernel's log, as far as the setting decides it. */
export async function checkDmesgRestrict({ roots }: NodeView): Promise<Finding> {
  const setting = await readFile(`${roots.proc}/sys/kernel/dmesg_restrict`, 'utf8');
  const value = Number.parseInt(setting, 10);
  if (value === 0) return found('ok', 'every user may read the kernel log', value);
  if (hasSyslog(await readFile(`${roots.proc}/self/status`, 'latin1'))) {
    return found('ok', 'only CAP_SYSLOG may read the kernel log, which this process has', value);
  }
  const detail =
    'kernel.dmesg_restrict is 1 and this process lacks CAP_SYSLOG, so that it cannot read ' +
    '/dev/kmsg; add the capability SYSLOG, or read the journal instead';
  return found('fail', detail, value);
}

function hasSyslog(status: string): boolean {
  const [, effective] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  return effective !== undefined && (BigInt(`0x${effective}`) >> CAP_SYSLOG) % 2n === 1n;
}

/**
 * Whether rules in network namespaces other than the node's first one are logged. Pods' packets
 * pass the node's own rules and are logged in any case; what is silent are rules within a pod, and
 * all rules of a node that is a container itself (kind). The setting shows itself in the first
 * namespace alone (linux net/netfilter/nf_log.c).
 */
export async function checkNfLogAllNetns({ roots }: NodeView): Promise<Finding> {
  const folder = `${roots.proc}/sys/net/netfilter`;
  const setting = await readIfThere(`${folder}/nf_log_all_netns`);
  if (setting?.startsWith('1')) return found('ok', 'rules of every namespace are logged', 1);
  if (setting !== undefined) return found('ok', "the node's own rules are logged", 0);
  if ((await unlessMissing(readdir(`${folder}/nf_log`))) === undefined) {
    return found('unknown', `${folder}: no netfilter logging to be seen`);
  }
  const detail =
    'the agent runs in a network namespace of its own: where the rules are in it too (a node in ' +
    'a container, such as kind), nothing is logged unless the host sets sysctl ' +
    'net.netfilter.nf_log_all_netns=1; else run the agent with hostNetwork';
  return found('warn', detail);
}
