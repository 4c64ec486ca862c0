/**
 * Lets each simulated agent come from a loopback address of its own, as agents come from their
 * nodes': the aggregator bounds what one address may open, and one address has only so many ports.
 * grpc-js gives the addresses of a resolver to node:net as they are, local address and all.
 */
import { experimental } from '@grpc/grpc-js';

const SCHEME = 'simulated';

type Resolver = InstanceType<Parameters<typeof experimental.registerResolver>[1]>;
type Listener = ConstructorParameters<Parameters<typeof experimental.registerResolver>[1]>[1];
type Target = ConstructorParameters<Parameters<typeof experimental.registerResolver>[1]>[0];

class OwnAddressResolver implements Resolver {
  readonly #listener: Listener;
  #isTold = false;
  readonly #address: {
    readonly host: string;
    readonly port: number;
    readonly localAddress: string;
  };

  constructor(target: Target, listener: Listener) {
    const [server = '', localAddress = ''] = target.path.split('/');
    const [host = '', port] = server.split(':');
    this.#listener = listener;
    this.#address = { host, port: Number(port), localAddress };
  }

  static getDefaultAuthority(): string {
    return 'localhost';
  }

  /** Asked again whenever a connection fails; there is nothing new to tell then. */
  updateResolution(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    const endpoints = [{ addresses: [this.#address] }];
    process.nextTick(() => this.#listener(experimental.statusOrFromValue(endpoints), {}, null, ''));
  }

  destroy(): void {
    this.#isTold = false;
  }
}

/** Once a process, before the first `agentAddress` is connected to. */
export function registerOwnAddresses(): void {
  experimental.registerResolver(SCHEME, OwnAddressResolver);
}

/** What an agent is told to connect to: `server` (IP:PORT), from an address that is its own. */
export function agentAddress(server: string, agent: number): string {
  const number = agent + 1;
  const local = `127.${64 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
  return `${SCHEME}:${server}/${local}`;
}
