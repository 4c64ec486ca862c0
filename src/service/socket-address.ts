/** `HOST:PORT` as people write it in flags: where services listen and where questions go. */
import { BlockList, isIP } from 'node:net';

export interface SocketAddress {
  /** Without brackets; empty: all addresses. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

/** Reads `host:port`, `[v6]:port` or `:port`; undefined when `text` is none of them. */
export function parseSocketAddress(text: string): SocketAddress | undefined {
  const match = /^(?:\[([\dA-Fa-f:.]+)\]|([^\s:/[\]]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) return undefined;
  return Object.freeze({ host: match[1] ?? match[2] ?? '', port });
}

/** Whether something can be reached there: a host and a port of its own. */
export function isPeerAddress(address: SocketAddress | undefined): boolean {
  return address !== undefined && address.host !== '' && address.port !== 0;
}

/** Whether nobody but this machine is there; a name other than localhost may be anybody. */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host.toLowerCase() === 'localhost';
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8);
  loopback.addAddress('::1', 'ipv6');
  return loopback.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

/** As a person writes it; IPv6 in brackets. */
export function formatSocketAddress({ host, port }: SocketAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
