/**
 * What else a node's kernel says: lines that must be ignored, some of which look a little like LOG
 * lines.
 */
import type { Random } from './random.ts';

const hex = (random: Random, digits: number): string =>
  random.uint32().toString(16).padStart(8, '0').slice(-digits);

const NOISE: readonly ((random: Random) => string)[] = [
  (r) => `IPv6: ADDRCONF(NETDEV_CHANGE): cali${hex(r, 8)}${hex(r, 3)}: link becomes ready`,
  (r) => `eth0: renamed from tmp${hex(r, 5)}`,
  (r) => `cni0: port ${r.below(64)}(veth${hex(r, 8)}) entered forwarding state`,
  (r) => `device veth${hex(r, 8)} left promiscuous mode`,
  (r) => `TCP: request_sock_TCP: Possible SYN flooding on port ${r.below(9999)}. Dropping request.`,
  (r) => `nf_conntrack: nf_conntrack: table full, dropping packet (${r.below(1000)} suppressed)`,
  outOfMemory,
  killed,
  denied,
  (r) => `EXT4-fs (nvme${r.below(4)}n1p1): mounted filesystem with ordered data mode. Opts: (null)`,
  (r) => `cgroup: fork rejected by pids controller in /kubepods/burstable/pod${hex(r, 8)}`,
  (r) => `IPVS: rr: TCP 10.96.0.${r.below(256)}:443 - no destination available`,
  (r) => `martian source 10.65.0.${r.below(256)} from 10.65.9.${r.below(256)}, on dev eth0`,
  (r) => `perf: interrupt took too long (${r.between(2500, 9999)} > 2500), lowering sample rate`,
  (r) => `net_ratelimit: ${r.below(500)} callbacks suppressed`,
  (r) => `hrtimer: interrupt took ${r.between(10_000, 99_999)} ns`,
];

function outOfMemory(r: Random): string {
  const where = `nodemask=(null),cpuset=${hex(r, 8)},task_memcg=/kubepods/pod${hex(r, 8)}`;
  return `oom-kill:constraint=CONSTRAINT_MEMCG,${where},task=java,pid=${r.below(65_536)},uid=1000`;
}

function killed(r: Random): string {
  const memory = `total-vm:${r.below(9_999_999)}kB, anon-rss:${r.below(999_999)}kB`;
  return `Memory cgroup out of memory: Killed process ${r.below(65_536)} (java) ${memory}`;
}

function denied(r: Random): string {
  const stamp = `audit(1793612100.${r.between(100, 999)}:${r.below(99_999)})`;
  const who = `profile="cri-containerd.apparmor.d" pid=${r.below(65_536)} comm="ps"`;
  return `audit: type=1400 ${stamp}: apparmor="DENIED" operation="ptrace" ${who}`;
}

export function noiseLine(random: Random): string {
  return random.pick(NOISE)(random);
}
