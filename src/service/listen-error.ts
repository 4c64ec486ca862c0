/** A service cannot listen; `message` is one line that names the flag, the address and why not. */
import { formatSocketAddress, type SocketAddress } from './socket-address.ts';

/** By the code in the message: grpc-js tells it nowhere else. */
const REASONS = [
  ['EADDRINUSE', 'the port is in use'],
  ['EACCES', 'no permission; take a port from 1024 up'],
] as const;

export class ListenError extends Error {
  readonly code = 'listen';

  constructor(flag: string, address: SocketAddress, cause: Error) {
    const told = REASONS.find(([code]) => cause.message.includes(code));
    const why = told?.[1] ?? cause.message;
    super(`${flag}: cannot listen on ${formatSocketAddress(address)}: ${why}`, { cause });
    this.name = 'ListenError';
  }
}
