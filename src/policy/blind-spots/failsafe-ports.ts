/**
 * Nodes that Calico polices themselves: what no policy allows there is denied as soon as a host
 * endpoint stands for them, but for the failsafe ports. The kubelet's is none of these, and Felix
 * can be told to keep others, or none.
 */
import { protocolName, TCP, UDP } from '../../flow/protocol.ts';
import type { DeclaredFailsafes } from '../declared/declared.ts';
import { isFailsafe } from '../evaluate/host-outcome.ts';
import type { BlindSpot } from './blind-spot.ts';
import { findControlPlane } from './control-plane.ts';
import { findGaps } from './need.ts';
import { partyOfNodes } from './party.ts';
import type { SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';
import { listText } from './why.ts';

const KUBELET_PORT = 10_250;
const PORTS_MAX = 12;

/** Among these are all that Felix keeps open by default. */
const CANDIDATES = [
  ...[22, 179, 2379, 2380, 5473, 6443, 6666, 6667].map((port) => ({ protocol: TCP, port })),
  ...[53, 67, 68].map((port) => ({ protocol: UDP, port })),
];

export function findFailsafePorts(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const { world, declared, evaluator } = context;
  const names = new Set(world.hostEndpoints.map(({ node }) => node));
  const policed = declared.nodes.filter(({ name }) => names.has(name));
  const callers = findControlPlane(context).parties;
  const needs = policed.flatMap((node) =>
    callers.map((source) => ({
      source,
      destination: partyOfNodes([node], node.name),
      protocol: TCP,
      port: KUBELET_PORT,
    })),
  );
  return [
    spotOf(context, {
      id: 'failsafe_ports',
      what: 'Calls of the API server to kubelets (TCP 10250: logs, exec, metrics)',
      gaps: findGaps(evaluator, needs),
      objects: ['10250 is no failsafe port: behind a host endpoint it needs a policy'],
      fix:
        'Allow TCP 10250 from the control plane in a GlobalNetworkPolicy whose selector takes ' +
        'the host endpoints and no pods.',
    }),
    ...(policed.length === 0 ? [] : declared.failsafes.map(changedFailsafes)),
  ];
}

/** Whether a policy opens what is a failsafe no more is not modelled: it cannot be told. */
function changedFailsafes({ from, side, ports }: DeclaredFailsafes): BlindSpot | undefined {
  const has = (protocol: number, port: number) =>
    ports.some((each) => each.protocol === protocol && each.port === port);
  const missing = CANDIDATES.filter(({ protocol, port }) => {
    const traffic = { protocol, port, icmpType: undefined, icmpCode: undefined };
    return isFailsafe(side, traffic) && !has(protocol, port);
  });
  if (missing.length === 0) return undefined;
  const texts = missing.map(({ protocol, port }) => `${protocolName(protocol)} ${port}`);
  const text = `declared: ${from} leaves out ${listText(texts, PORTS_MAX)} of ${side}`;
  return {
    id: 'failsafe_ports',
    severity: 'may_break',
    title: 'Ports that keep nodes in reach may be dropped: they are no failsafes any more',
    where: [{ namespace: '', workloads: [from] }],
    evidence: [
      { from: 'objects', text },
      { from: 'policies', text: 'whether policies open them is not looked at: Felix decides' },
    ],
    fix: {
      text:
        'Keep the failsafe ports until policies for hosts have proven themselves: without them a ' +
        'wrong policy locks you out of the nodes (22), and the nodes out of the cluster.',
      policy: '',
    },
  };
}
