/**
 * Connects to the aggregator that is meant: the one that flags name, the one on this machine, or
 * the one of the cluster, which is reached through its API server. Apart from the commands, because
 * gRPC takes a while to load and not every command needs it.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { ChannelOptions } from '@grpc/grpc-js';
import { chooseAccess } from '../kube/credentials/choose-access.ts';
import { AccessError } from '../kube/credentials/cluster-access.ts';
import { parseSocketAddress } from '../service/socket-address.ts';
import { clientCredentials } from '../service/tls/client-credentials.ts';
import { parseTls } from '../service/tls/tls-config.ts';
import { TlsError } from '../service/tls/tls-error.ts';
import { TlsFiles } from '../service/tls/tls-files.ts';
import { queryClient } from '../wire/query.ts';
import { type Aggregator, CommandError } from './ask.ts';
import { type AggregatorOptions, DEFAULT_AGGREGATOR } from './options.ts';

/** What stands around the command line. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where one on this machine listens. */
  readonly here?: string;
  /** Called as `kubectl dropcast`: then a cluster is meant. */
  readonly isPlugin: boolean;
}

const NOTHING_AROUND: Surroundings = { environment: {}, isPlugin: false };

/** A connection that fell silent is found dead within half a minute, also while one follows. */
const KEEP_ALIVE: ChannelOptions = {
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
};

/**
 * Rejects with TlsError when flags contradict each other or a file cannot be used, and with
 * CommandError when no aggregator is found.
 */
export async function connectAggregator(
  options: AggregatorOptions,
  surroundings: Surroundings = NOTHING_AROUND,
): Promise<Aggregator> {
  const { aggregator } = options;
  if (aggregator) return await openAt(aggregator, options);
  const { here = DEFAULT_AGGREGATOR } = surroundings;
  const isCluster = surroundings.isPlugin || asksForCluster(options);
  if (!isCluster && (await isListening(here))) return await openAt(here, options);
  if (isCluster || (await hasCluster(options, surroundings)))
    return await openThroughCluster(options, surroundings);
  throw new CommandError(
    `no aggregator listens at ${here}, and no cluster is known to look for one in: ` +
      'start one, set --aggregator, or give a --kubeconfig',
  );
}

function asksForCluster({ kubeconfig, context, aggregatorNamespace }: AggregatorOptions): boolean {
  return [kubeconfig, context, aggregatorNamespace].some(Boolean);
}

async function openAt(address: string, options: AggregatorOptions): Promise<Aggregator> {
  const ends = [{ flag: '--aggregator', address: parseSocketAddress(address)! }];
  const { channel, options: tls } = (await credentialsOf(options, ends)).for(address);
  const client = queryClient(address, channel, { ...KEEP_ALIVE, ...tls });
  return { ...client, place: `at ${address}`, obstacle: () => undefined };
}

/** What is between here and the API server, and there and the pod, is not heard by others. */
const NOBODY_LISTENS = [{ flag: '--aggregator', address: { host: 'localhost', port: 0 } }];

async function openThroughCluster(
  options: AggregatorOptions,
  { environment }: Surroundings,
): Promise<Aggregator> {
  const { kubeconfig, context, aggregatorNamespace: namespace } = options;
  const credentials = await credentialsOf(options, NOBODY_LISTENS);
  const { openForward } = await import('./open-forward.ts');
  const forward = await openForward({ kubeconfig, context, environment }, namespace || undefined);
  const { target, serverName, address, origin, obstacle } = forward;
  const { channel, options: tls } = credentials.for(`${serverName}:${target.port}`);
  const client = queryClient(address, channel, { ...KEEP_ALIVE, ...tls });
  return {
    ...client,
    place: `in pod ${target.namespace}/${target.pod} of ${origin}`,
    obstacle,
    close() {
      client.close();
      forward.close();
    },
  };
}

async function credentialsOf(options: AggregatorOptions, ends: Parameters<typeof parseTls>[1]) {
  const config = parseTls(options, ends, refuse);
  return clientCredentials(config && (await TlsFiles.open(config)));
}

function refuse(message: string): never {
  throw new TlsError(message);
}

/** On this machine that is known at once. */
async function isListening(address: string): Promise<boolean> {
  const { host, port } = parseSocketAddress(address)!;
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** False only where nothing says how a cluster is reached; what says it wrongly is told later. */
async function hasCluster(
  { kubeconfig, context }: AggregatorOptions,
  { environment }: Surroundings,
): Promise<boolean> {
  try {
    await chooseAccess({ kubeconfig, context, environment }).credentials();
    return true;
  } catch (error) {
    return !(error instanceof AccessError && error.code === 'not_found');
  }
}
