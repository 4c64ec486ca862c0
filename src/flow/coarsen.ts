/**
 * A flow with less detail, for where there are too many distinct ones: the aggregator's answer to
 * what the agent's table does when it is full (agent/aggregate/overflow.ts), in the same order.
 * First the outside address goes, then the port, at last everything but the counts.
 *
 * Laws: counts and times stay; a level that a flow has already changes nothing; level by level or
 * at once is the same.
 */
import { MAPPED_WORD, parseAddress } from './address.ts';
import { type Endpoint, type EndpointKind, unnamedEndpoint } from './endpoint.ts';
import { type Flow, OVERFLOW_LEVELS, type OverflowLevel } from './flow.ts';
import { addHash, hashAddress, REGISTERS } from './hyperloglog.ts';
import { isWorkloadInterface } from './observed-side.ts';

/** What an inventory can do without, first to last. */
const KINDS_BY_WORTH: readonly EndpointKind[] = ['outside', 'unknown', 'service', 'node', 'pod'];

/** `flow` at `level`, or as it is where it is that coarse already; registers are a copy. */
export function coarsen(flow: Flow, level: OverflowLevel): Flow {
  const wanted = OVERFLOW_LEVELS.indexOf(level);
  const present = flow.overflow ? OVERFLOW_LEVELS.indexOf(flow.overflow.level) : -1;
  let coarser = flow;
  if (present < 0 && wanted >= 0) coarser = withoutOutside(coarser);
  if (present < 1 && wanted >= 1) coarser = withoutPort(coarser);
  if (present < 2 && wanted >= 2) coarser = withoutAll(coarser);
  return coarser;
}

function withoutOutside(flow: Flow): Flow {
  const isSource = isSourceOutside(flow);
  const left = isSource ? flow.source : flow.destination;
  const end = unnamedEndpoint('');
  return {
    ...flow,
    ...(isSource ? { source: end } : { destination: end }),
    overflow: { level: 'address', addressRegisters: withAddresses(flow, left) },
  };
}

/** Also the ICMP type and code. */
function withoutPort(flow: Flow): Flow {
  const overflow = { ...flow.overflow!, level: 'port' } as const;
  return { ...flow, port: undefined, icmpType: undefined, icmpCode: undefined, overflow };
}

function withoutAll(flow: Flow): Flow {
  const addressRegisters = withAddresses(flow, flow.source, flow.destination);
  return {
    ...flow,
    point: { prefix: '', inInterface: '', outInterface: '' },
    source: unnamedEndpoint(''),
    destination: unnamedEndpoint(''),
    protocol: undefined,
    isReply: false,
    overflow: { level: 'all', addressRegisters },
  };
}

/** The end worth less; of equals the one away from the workload's interface, or the destination. */
function isSourceOutside({ source, destination, point }: Flow): boolean {
  const worth = ({ kind }: Endpoint) => KINDS_BY_WORTH.indexOf(kind);
  if (worth(source) !== worth(destination)) return worth(source) < worth(destination);
  return isWorkloadInterface(point.outInterface) && !isWorkloadInterface(point.inInterface);
}

/** The flow's registers with the addresses of `ends`, hashed as agents do. */
function withAddresses({ overflow }: Flow, ...ends: readonly Endpoint[]): Uint8Array {
  const registers = new Uint8Array(REGISTERS);
  registers.set(overflow?.addressRegisters.subarray(0, REGISTERS) ?? []);
  for (const { ip } of ends) {
    const bytes = parseAddress(ip);
    if (bytes) addHash(registers, 0, hashAddress(addressWords(bytes), 0));
  }
  return registers;
}

/** Four big-endian words; IPv4 is mapped into IPv6. */
function addressWords(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 4) return Int32Array.of(0, 0, MAPPED_WORD, view.getInt32(0));
  return Int32Array.from([0, 4, 8, 12], (at) => view.getInt32(at));
}
