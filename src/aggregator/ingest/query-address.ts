/** Where an agent can be asked: what it says, completed by where its stream comes from. */
import {
  formatSocketAddress,
  isLoopback,
  parseSocketAddress,
} from '../../service/socket-address.ts';

/** Addresses on which a listener takes what comes to any address of its machine. */
const ANY: readonly string[] = ['', '0.0.0.0', '::'];

/**
 * `said`: `HOST:PORT` or `:PORT`; `peer`: the stream's other end, as gRPC writes it. Undefined
 * where nobody but the agent's own machine would get there.
 */
export function queryAddress(said: string | undefined, peer: string): string | undefined {
  const address = parseSocketAddress(said ?? '');
  const from = peer
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:/, '');
  if (address === undefined || address.port === 0) return undefined;
  const host = ANY.includes(address.host) ? from : address.host;
  if (host === '' || (isLoopback(host) && !isLoopback(from))) return undefined;
  return formatSocketAddress({ host, port: address.port });
}
