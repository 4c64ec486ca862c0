/**
 * The commands that build the lab, as data: a node's network namespace that routes between pods'
 * namespaces, wired as Calico wires them (host routes, veth ends with the address
 * ee:ee:ee:ee:ee:ee, gateways 169.254.1.1 and link-local). Everything happens inside these
 * namespaces: the machine's own addresses, routes and firewall stay as they are.
 */
import {
  type Cast,
  type DemoPod,
  NODE_OUTSIDE_IPV4,
  NODE_OUTSIDE_IPV6,
  OUTSIDE_IPV4,
  OUTSIDE_IPV6,
} from './cast.ts';

export interface Step {
  /** What fails when it fails, as the subject of a sentence. */
  readonly purpose: string;
  readonly argv: readonly string[];
}

const LOG_PREFIX = 'calico-packet: ';

const VETH_MAC = 'ee:ee:ee:ee:ee:ee';
const GATEWAY_IPV4 = '169.254.1.1';
/** The link-local address that belongs to VETH_MAC (RFC 4291, appendix A). */
const GATEWAY_IPV6 = 'fe80::ecee:eeff:feee:eeee';

/** All steps in order; without IPv6 where the machine has it switched off. */
export function labSteps(cast: Cast, hasIpv6: boolean): Step[] {
  return [
    ...nodeSteps(cast, hasIpv6),
    ...cast.pods.flatMap((pod) => podSteps(cast, pod, hasIpv6)),
    ...outsideSteps(cast, hasIpv6),
  ];
}

function nodeSteps({ nodeNetns }: Cast, hasIpv6: boolean): Step[] {
  const purpose = 'making the node';
  const forward = [`echo 1 > /proc/sys/net/ipv4/ip_forward`];
  if (hasIpv6) forward.push('echo 1 > /proc/sys/net/ipv6/conf/all/forwarding');
  return [
    step(purpose, `ip netns add ${nodeNetns}`),
    step(purpose, `ip -n ${nodeNetns} link set lo up`),
    {
      purpose: 'switching routing on in the node',
      argv: ['ip', 'netns', 'exec', nodeNetns, 'sh', '-c', forward.join(' && ')],
    },
  ];
}

function podSteps({ nodeNetns }: Cast, pod: DemoPod, hasIpv6: boolean): Step[] {
  const purpose = `making pod ${pod.namespace}/${pod.name}`;
  const inPod = `ip -n ${pod.netns}`;
  const onNode = `ip -n ${nodeNetns}`;
  const commands = [
    `ip netns add ${pod.netns}`,
    `${onNode} link add ${pod.veth} address ${VETH_MAC} type veth peer name eth0` +
      ` address ${pod.mac} netns ${pod.netns}`,
    `${onNode} link set ${pod.veth} up`,
    `${inPod} link set lo up`,
    `${inPod} link set eth0 up`,
    `${inPod} addr add ${pod.ipv4}/32 dev eth0`,
    `${inPod} route add ${GATEWAY_IPV4} dev eth0 scope link`,
    `${inPod} route add default via ${GATEWAY_IPV4}`,
    `${inPod} neigh replace ${GATEWAY_IPV4} lladdr ${VETH_MAC} dev eth0 nud permanent`,
    `${onNode} route add ${pod.ipv4} dev ${pod.veth}`,
    `${onNode} neigh replace ${pod.ipv4} lladdr ${pod.mac} dev ${pod.veth} nud permanent`,
  ];
  if (hasIpv6) {
    commands.push(
      `${inPod} -6 addr add ${pod.ipv6}/128 dev eth0 nodad`,
      `${inPod} -6 neigh replace ${GATEWAY_IPV6} lladdr ${VETH_MAC} dev eth0 nud permanent`,
      `${inPod} -6 route add default via ${GATEWAY_IPV6} dev eth0`,
      `${onNode} -6 route add ${pod.ipv6} dev ${pod.veth}`,
      `${onNode} -6 neigh replace ${pod.ipv6} lladdr ${pod.mac} dev ${pod.veth} nud permanent`,
    );
  }
  return commands.map((command) => step(purpose, command));
}

function outsideSteps({ nodeNetns, outsideNetns }: Cast, hasIpv6: boolean): Step[] {
  const commands = [
    `ip netns add ${outsideNetns}`,
    `ip -n ${nodeNetns} link add eth0 type veth peer name eth0 netns ${outsideNetns}`,
    `ip -n ${nodeNetns} link set eth0 up`,
    `ip -n ${outsideNetns} link set lo up`,
    `ip -n ${outsideNetns} link set eth0 up`,
    `ip -n ${nodeNetns} addr add ${NODE_OUTSIDE_IPV4}/24 dev eth0`,
    `ip -n ${outsideNetns} addr add ${OUTSIDE_IPV4}/24 dev eth0`,
    `ip -n ${outsideNetns} route add default via ${NODE_OUTSIDE_IPV4}`,
  ];
  if (hasIpv6) {
    commands.push(
      `ip -n ${nodeNetns} -6 addr add ${NODE_OUTSIDE_IPV6}/64 dev eth0 nodad`,
      `ip -n ${outsideNetns} -6 addr add ${OUTSIDE_IPV6}/64 dev eth0 nodad`,
      `ip -n ${outsideNetns} -6 route add default via ${NODE_OUTSIDE_IPV6}`,
    );
  }
  return commands.map((command) => step('making the outside', command));
}

/**
 * The rule that logs what the node forwards. Felix accepts established connections before any
 * policy, so a Log rule of Calico sees new ones only; `isNewOnly: false` is for kernels without
 * the conntrack match.
 */
export function logRule(cast: Cast, tool: string, isNewOnly: boolean): Step {
  const match = isNewOnly ? ['-m', 'conntrack', '--ctstate', 'NEW'] : [];
  return forwardLog(cast, tool, { match, prefix: LOG_PREFIX });
}

/** Answers and resets to what was logged, as Felix's `logConnectionTransitions` logs them. */
export function responseRules(cast: Cast, tool: string): Step[] {
  const icmp = tool === 'ip6tables' ? 'ipv6-icmp' : 'icmp';
  const replies = ['-m', 'conntrack', '--ctstate', 'ESTABLISHED', '--ctdir', 'REPLY'];
  const responses = [
    ['calico-response-est: ', '-p', 'tcp', '--tcp-flags', 'SYN,ACK', 'SYN,ACK'],
    ['calico-response-rst: ', '-p', 'tcp', '--tcp-flags', 'RST', 'RST'],
    ['calico-response-est: ', '-p', 'udp'],
    ['calico-response-est: ', '-p', icmp],
  ] as const;
  return responses.map(([prefix, ...match]) =>
    forwardLog(cast, tool, { match: [...match, ...replies], prefix }),
  );
}

interface LogMatch {
  readonly match: readonly string[];
  readonly prefix: string;
}

function forwardLog(cast: Cast, tool: string, { match, prefix }: LogMatch): Step {
  return {
    purpose: `adding a LOG rule with ${tool}`,
    argv: [
      ...['ip', 'netns', 'exec', cast.nodeNetns, tool, '-w', '-A', 'FORWARD', ...match],
      ...['-j', 'LOG', '--log-level', 'notice', '--log-prefix', prefix],
    ],
  };
}

/** Prints the exact packet counters of the node's FORWARD chain. */
export function listCounters(cast: Cast, tool: string): Step {
  return {
    purpose: `reading the LOG rule's counter with ${tool}`,
    argv: ['ip', 'netns', 'exec', cast.nodeNetns, tool, '-w', '-L', 'FORWARD', '-n', '-v', '-x'],
  };
}

/**
 * Sum of the packet counters of the `calico-packet` rules in what `listCounters` prints, nft or
 * legacy.
 */
export function parseLogPackets(listing: string): number {
  return listing
    .split('\n')
    .map((line) => /^\s*(\d+)\s+\d+\s+LOG\s.*"calico-packet: "/.exec(line))
    .reduce((sum, match) => sum + Number(match?.[1] ?? 0), 0);
}

function step(purpose: string, command: string): Step {
  return { purpose, argv: command.split(' ') };
}
