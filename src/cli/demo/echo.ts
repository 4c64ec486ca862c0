/**
 * One ICMP echo request through a raw socket, for machines without `ping`. Node opens no raw
 * sockets itself, so libc is called; a runtime without node:ffi leaves the echo out and says so.
 */
import { isIPv6 } from 'node:net';
import { parseAddress } from '../../flow/address.ts';
import { ICMP, ICMPV6 } from '../../flow/protocol.ts';

const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_RAW = 3;
const ECHO_BYTES = 64;
const IDENTIFIER = 0x4443;

/**
 * Sends the request; `unavailable` where no raw socket can be had. The answer is the kernel's
 * business.
 */
export async function sendEcho(address: string): Promise<string> {
  const ffi = await import('node:ffi').catch(() => undefined);
  if (ffi === undefined) return 'unavailable';
  const { functions: libc } = ffi.dlopen(null, {
    socket: { arguments: ['int32', 'int32', 'int32'], return: 'int32' },
    sendto: {
      arguments: ['int32', 'buffer', 'uint64', 'int32', 'buffer', 'uint32'],
      return: 'int64',
    },
    close: { arguments: ['int32'], return: 'int32' },
  });
  const isV6 = isIPv6(address);
  const socket = libc.socket(isV6 ? AF_INET6 : AF_INET, SOCK_RAW, isV6 ? ICMPV6 : ICMP);
  if (socket < 0) return 'unavailable';
  const packet = echoRequest(isV6);
  const peer = socketAddress(address);
  const sent = libc.sendto(socket, packet, BigInt(packet.length), 0, peer, peer.length);
  libc.close(socket);
  return sent === BigInt(packet.length) ? 'sent' : 'unavailable';
}

/**
 * RFC 792 and RFC 4443: type, code, checksum, identifier, sequence. The kernel fills in ICMPv6's
 * checksum.
 */
export function echoRequest(isV6: boolean): Buffer {
  const packet = Buffer.alloc(ECHO_BYTES);
  packet[0] = isV6 ? 128 : 8;
  packet.writeUInt16BE(IDENTIFIER, 4);
  packet.writeUInt16BE(1, 6);
  if (!isV6) packet.writeUInt16BE(internetChecksum(packet), 2);
  return packet;
}

/** RFC 1071. */
function internetChecksum(bytes: Buffer): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += bytes.readUInt16BE(i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/**
 * struct sockaddr_in or sockaddr_in6 with port 0 (ip(7), ipv6(7)); the family is in the machine's
 * byte order.
 */
function socketAddress(address: string): Buffer {
  const bytes = parseAddress(address)!;
  const isV6 = bytes.length === 16;
  const buffer = Buffer.alloc(isV6 ? 28 : 16);
  new Uint16Array(buffer.buffer, buffer.byteOffset, 1)[0] = isV6 ? AF_INET6 : AF_INET;
  buffer.set(bytes, isV6 ? 8 : 4);
  return buffer;
}
