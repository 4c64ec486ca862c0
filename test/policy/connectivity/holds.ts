/** Whether a party of a row is, or holds, a workload or an address. */
import { parseAddress } from '../../../src/flow/address.ts';
import { cidrContains, parseCidr } from '../../../src/flow/cidr.ts';
import {
  type Party,
  partyKey,
  type WorkloadParty,
} from '../../../src/policy/connectivity/party.ts';

export function holds(party: Party, of: WorkloadParty | string): boolean {
  if (typeof of !== 'string') return party.kind === 'workload' && partyKey(party) === partyKey(of);
  return party.kind === 'outside' && party.ranges.some((range) => isInRange(range, of));
}

function isInRange(range: string, ip: string): boolean {
  const address = parseAddress(ip)!;
  const block = parseCidr(range);
  if (block !== undefined) return cidrContains(block, address);
  const [from, to] = range.split('-').map((text) => parseAddress(text)!);
  if (from!.length !== address.length) return false;
  return Buffer.compare(from!, address) <= 0 && Buffer.compare(address, to!) <= 0;
}
