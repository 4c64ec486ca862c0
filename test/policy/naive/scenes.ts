/** Random clusters with policies and connections, and their ends as flows would name them. */
import fc from 'fast-check';
import type { Endpoint } from '../../../src/flow/endpoint.ts';
import { protocolNumber } from '../../../src/flow/protocol.ts';
import type { Traffic } from '../../../src/policy/evaluate/end.ts';
import { nodeEnd, outsideEnd, podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import type { World } from '../../../src/policy/model/world.ts';
import { type MadePolicy, policies } from './arbitrary-policy.ts';
import { endIn, PORTS, PROTOCOLS, world } from './arbitrary-world.ts';
import type { RawConnection, RawEnd, RawWorld } from './objects.ts';

const CONNECTIONS = 8;

export interface RawScene {
  readonly raw: RawWorld;
  readonly made: readonly MadePolicy[];
  readonly connections: readonly RawConnection[];
}

export const scene: fc.Arbitrary<RawScene> = fc.tuple(world, policies).chain(([raw, made]) => {
  const connection: fc.Arbitrary<RawConnection> = fc.record({
    source: endIn(raw),
    destination: endIn(raw),
    protocol: fc.constantFrom(...PROTOCOLS),
    port: fc.constantFrom<number>(...PORTS),
  });
  return fc.record({
    raw: fc.constant(raw),
    made: fc.constant(made),
    connections: fc.array(connection, { minLength: CONNECTIONS, maxLength: CONNECTIONS }),
  });
});

/** A pod on the host's network shows as its node. */
export function endpointOf(there: World, end: RawEnd): Endpoint {
  if ('outside' in end) return outsideEnd(end.outside);
  const host = 'node' in end ? end.node.name : end.pod.hostNetwork ? end.pod.node : undefined;
  if (host !== undefined) return nodeEnd(there.nodes.find(({ name }) => name === host)!);
  const { name } = (end as { pod: { name: string } }).pod;
  return podEnd(there.pods.find((candidate) => candidate.name === name)!);
}

export function trafficOf({ protocol, port }: RawConnection): Traffic {
  const number = protocolNumber(protocol);
  return { protocol: number, port, icmpType: undefined, icmpCode: undefined };
}
