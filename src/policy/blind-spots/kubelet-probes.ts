/**
 * Probes: the kubelet is on the pod's own node, which no policy stops, so that probes go on working
 * under any default deny. The same connection from another node does not.
 */
import { TCP } from '../../flow/protocol.ts';
import type { BlindSpot } from './blind-spot.ts';
import { allAddresses } from './callers.ts';
import { findGaps } from './need.ts';
import { partyOf, partyOfNodes } from './party.ts';
import type { SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';

/** Where there is one node alone there is no other one. */
export function findKubeletProbes(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const { declared, policed, evaluator } = context;
  if (declared.nodes.length < 2) return [];
  const source = partyOfNodes(declared.nodes, 'another node', allAddresses);
  const needs = policed.flatMap((subject) => {
    const ports = subject.declared?.probes ?? [];
    return ports.map((port) => ({ source, destination: partyOf(subject), protocol: TCP, port }));
  });
  const gaps = findGaps(evaluator, needs);
  return [
    spotOf(context, {
      id: 'kubelet_probes',
      what: 'Connections from other nodes to probed ports',
      gaps,
      denied: 'note',
      objects: ['probes keep working: the kubelet is on the node of the pod, which is not policed'],
      fix:
        'Nothing, for the probes. Load balancers and node ports that check the same ports come ' +
        'by way of other nodes: they need an ipBlock over the addresses of the nodes.',
    }),
  ];
}
