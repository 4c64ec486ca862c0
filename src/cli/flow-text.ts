/** A flow in a few words, for where others lay it out: `shop/web -> shop/db tcp/5432`. */
import type { Edge } from '../flow/edge.ts';
import type { Endpoint } from '../flow/endpoint.ts';
import { protocolName } from '../flow/protocol.ts';

/** Names as they came: the caller escapes them. */
export function flowText({ source, destination, protocol, port }: Edge): string {
  const traffic = protocol === undefined ? '' : ` ${protocolName(protocol).toLowerCase()}`;
  const at = port === undefined ? '' : `/${port}`;
  return `${endText(source)} -> ${endText(destination)}${traffic}${at}`;
}

function endText({ namespace, name, workload, ip }: Endpoint): string {
  const own = workload?.name ?? name;
  if (own === '') return ip === '' ? 'unknown' : ip;
  return namespace === '' ? own : `${namespace}/${own}`;
}
