/** A service cannot listen; `message` is one line that names the flag, the address and why not. */
import { formatSocketAddress, type SocketAddress } from './socket-address.ts';

export class ListenError extends Error {
  readonly code = 'listen';

  constructor(flag: string, address: SocketAddress, cause: Error) {
    const isInUse = /EADDRINUSE/.test(cause.message);
    const why = isInUse ? 'the port is in use' : cause.message;
    super(`${flag}: cannot listen on ${formatSocketAddress(address)}: ${why}`, { cause });
    this.name = 'ListenError';
  }
}
