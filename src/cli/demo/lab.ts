/** Builds the lab step by step, reads its LOG rules' counters, and takes it away again. */
import { existsSync } from 'node:fs';
import { type Cast, NAME_PREFIX } from './cast.ts';
import { runStep } from './command.ts';
import { labSteps, listCounters, logRule, parseLogPackets, responseRules } from './lab-plan.ts';

export interface Lab {
  readonly hasIpv6: boolean;
  /** Whether only new connections are logged; false: the kernel has no conntrack match. */
  readonly isNewOnly: boolean;
  /** Packets that the LOG rules have logged so far. */
  countLogged(): Promise<number>;
}

/**
 * Builds the lab of `cast`. Throws DemoError at the first step that fails; `removeLab` takes away
 * what there is.
 */
export async function buildLab(cast: Cast, signal: AbortSignal): Promise<Lab> {
  const hasIpv6 = existsSync('/proc/net/if_inet6');
  for (const step of labSteps(cast, hasIpv6)) await runStep(step, signal);
  const tools = hasIpv6 ? ['iptables', 'ip6tables'] : ['iptables'];
  const isNewOnly = await addLogRules(cast, tools, signal);
  return {
    hasIpv6,
    isNewOnly,
    async countLogged() {
      const listings = await Promise.all(
        tools.map((tool) => runStep(listCounters(cast, tool), signal)),
      );
      return listings.reduce((sum, listing) => sum + parseLogPackets(listing), 0);
    },
  };
}

async function addLogRules(
  cast: Cast,
  tools: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  let isNewOnly = true;
  for (const tool of tools) {
    try {
      await runStep(logRule(cast, tool, isNewOnly), signal);
    } catch (error) {
      if (!isNewOnly || signal.aborted) throw error;
      isNewOnly = false;
      await runStep(logRule(cast, tool, isNewOnly), signal);
    }
  }
  if (!isNewOnly) return false;
  for (const tool of tools) {
    for (const rule of responseRules(cast, tool)) await runStep(rule, signal);
  }
  return true;
}

/** Removes every network namespace of this run, and those that a killed run has left. */
export async function removeLab(cast: Cast): Promise<void> {
  for (const netns of await listNetns()) {
    const run = Number(netns.slice(NAME_PREFIX.length).split('-')[0]);
    const isOurs = netns.startsWith(`${cast.name}-`);
    if (isOurs || !existsSync(`/proc/${run}`)) await removeNetns(netns);
  }
}

async function listNetns(): Promise<string[]> {
  const listing = await runStep({ purpose: 'listing namespaces', argv: ['ip', 'netns', 'list'] });
  return listing
    .split('\n')
    .map((line) => line.split(' ')[0]!)
    .filter((netns) => netns.startsWith(NAME_PREFIX));
}

/** Ends what still runs inside first: a namespace lives as long as a process in it. */
async function removeNetns(netns: string): Promise<void> {
  const argv = ['ip', 'netns', 'pids', netns];
  const pids = await runStep({ purpose: `listing processes of ${netns}`, argv });
  for (const pid of pids.split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  await runStep({ purpose: `removing ${netns}`, argv: ['ip', 'netns', 'del', netns] });
}
