/**
 * Connects to the aggregator that a command's flags name. Apart from the commands, because gRPC
 * takes a while to load and not every command needs it.
 */
import { parseSocketAddress } from '../service/socket-address.ts';
import { clientCredentials } from '../service/tls/client-credentials.ts';
import { parseTls } from '../service/tls/tls-config.ts';
import { TlsError } from '../service/tls/tls-error.ts';
import { TlsFiles } from '../service/tls/tls-files.ts';
import { type QueryClient, queryClient } from '../wire/query.ts';
import type { AggregatorOptions } from './options.ts';

/** Rejects with TlsError when flags contradict each other or a file cannot be used. */
export async function connectAggregator(options: AggregatorOptions): Promise<QueryClient> {
  const { aggregator } = options;
  const ends = [{ flag: '--aggregator', address: parseSocketAddress(aggregator)! }];
  const config = parseTls(options, ends, refuse);
  const files = config && (await TlsFiles.open(config));
  const { channel, options: channelOptions } = clientCredentials(files).for(aggregator);
  return queryClient(aggregator, channel, channelOptions);
}

function refuse(message: string): never {
  throw new TlsError(message);
}
