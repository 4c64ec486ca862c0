/**
 * What stands against opening a window: what makes it useless (no line, or none that is known
 * again) refuses it, what loses lines or harms a node is a warning, and what nobody could look at
 * is said. Facts come from the cluster's objects and from what agents found out about their nodes
 * (docs/checks.md).
 */
import type { Check } from '../../flow/check.ts';
import type { CalicoFacts } from './calico-facts.ts';
import { WINDOW_TIER, type WindowForm, windowPolicyName } from './window-form.ts';
import { expandedPrefixes } from './window-record.ts';

/** `unchecked`: it may be well. */
export const FINDING_LEVELS = ['refusal', 'warning', 'unchecked'] as const;
export type FindingLevel = (typeof FINDING_LEVELS)[number];

export interface Finding {
  readonly level: FindingLevel;
  /** One line: what is so, why it matters, what to do. */
  readonly what: string;
}

/** What an agent told of its node. */
export interface NodeChecks {
  readonly node: string;
  readonly checks: readonly Check[];
}

/** Bytes that a rule keeps. Source: linux xt_LOG.h, nf_log.h. */
const IPTABLES_PREFIX_MAX = 29;
const NFTABLES_PREFIX_MAX = 127;
/** What Calico writes behind the prefix. */
const BEHIND_PREFIX = ': ';

export function clusterFindings(facts: CalicoFacts, form: WindowForm): Finding[] {
  return [...ofDataplane(facts), ...ofPrefix(facts, form), ...ofRateLimit(facts)];
}

function ofDataplane({ ebpf }: CalicoFacts): Finding[] {
  if (ebpf === undefined) return [];
  const what =
    `${ebpf} enforces policies by eBPF, which writes no line to the kernel's log: there would be ` +
    'nothing to observe; use the iptables or nftables dataplane';
  return [{ level: 'refusal', what }];
}

function ofPrefix({ logPrefix, nftables, apiVersion }: CalicoFacts, form: WindowForm): Finding[] {
  const most = nftables === undefined ? IPTABLES_PREFIX_MAX : NFTABLES_PREFIX_MAX;
  const tier = form === 'pass_tier' ? WINDOW_TIER : '';
  const side = form === 'pass_tier' ? '' : 'ingress';
  const policy = windowPolicyName(form, apiVersion ?? '', side);
  const prefixes = expandedPrefixes(logPrefix, tier, policy).map((each) => each + BEHIND_PREFIX);
  const long = prefixes.find((each) => Buffer.byteLength(each) > most);
  if (long === undefined) return [];
  const what =
    `lines would begin with '${long}', of which ${most} bytes are kept: cut off, they would not ` +
    "be known again; shorten logPrefix of the FelixConfiguration 'default'";
  return [{ level: 'refusal', what }];
}

function ofRateLimit({ logRateLimit }: CalicoFacts): Finding[] {
  if (logRateLimit === '') return [];
  const what =
    `logActionRateLimit is ${logRateLimit}: what is loud uses it up, and what is rare is lost, ` +
    "which is what the window is for; take it out of the FelixConfiguration 'default'";
  return [{ level: 'warning', what }];
}

/** Checks of agents that matter for a window; the first makes it useless. */
const EBPF_CHECK = 'ebpf_dataplane';
export const NODE_CHECKS = [
  EBPF_CHECK,
  'console_loglevel',
  'nf_log_all_netns',
  'journal_max_level',
  'journal_reads_kmsg',
  'log_disk',
  'log_prefix_length',
] as const;

/** `nodes`: all that the cluster has; empty where they are not known. */
export function nodeFindings(told: readonly NodeChecks[], nodes: readonly string[]): Finding[] {
  const findings = NODE_CHECKS.flatMap((name) => ofCheck(name, told));
  const heard = new Set(told.map(({ node }) => node));
  const silent = nodes.filter((node) => !heard.has(node));
  if (silent.length === 0) return findings;
  const what = `no agent tells of ${listed(silent)}: what is logged there, nobody reads`;
  return [...findings, { level: 'warning', what }];
}

function ofCheck(name: string, told: readonly NodeChecks[]): Finding[] {
  const found = told.flatMap(({ node, checks }) =>
    checks.filter((check) => check.name === name).map((check) => ({ node, ...check })),
  );
  const wrong = found.filter(({ state }) => state === 'warn' || state === 'fail');
  const unknown = found.filter(({ state }) => state === 'unknown');
  const level = name === EBPF_CHECK ? 'refusal' : 'warning';
  return [
    ...byDetail(wrong).map(
      ([detail, at]) => ({ level, what: `${name}: ${detail} (${at})` }) as const,
    ),
    ...byDetail(unknown).map(
      ([detail, at]) => ({ level: 'unchecked', what: `${name}: ${detail} (${at})` }) as const,
    ),
  ];
}

/** Each thing once, with all nodes that say so. */
function byDetail(found: readonly { node: string; detail: string }[]): [string, string][] {
  const nodes = new Map<string, Set<string>>();
  for (const { node, detail } of found) {
    nodes.set(detail, (nodes.get(detail) ?? new Set()).add(node));
  }
  return [...nodes].map(([detail, at]) => [detail, listed([...at])]);
}

const NAMED_MAX = 3;

/** `node a`, `nodes a, b, c and 7 more` */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_MAX).join(', ');
  const more = names.length > NAMED_MAX ? ` and ${names.length - NAMED_MAX} more` : '';
  return `${names.length === 1 ? 'node' : 'nodes'} ${shown}${more}`;
}
