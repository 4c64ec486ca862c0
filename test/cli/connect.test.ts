import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../src/cli/ask.ts';
import { connectAggregator } from '../../src/cli/connect.ts';
import type { TlsOptions } from '../../src/service/tls/tls-config.ts';
import { TlsError } from '../../src/service/tls/tls-error.ts';
import type { Status } from '../../src/wire/query.ts';
import { Running } from '../aggregator/running.ts';
import { LOOPBACK, TlsFolder } from '../service/tls/tls-folder.ts';

let scope: AsyncDisposableStack;
let folder: TlsFolder;

beforeEach(async () => {
  scope = new AsyncDisposableStack();
  folder = scope.use(await TlsFolder.open());
});

afterEach(() => scope.disposeAsync());

/** The address of an aggregator. */
async function serve(options: TlsOptions): Promise<string> {
  const running = await Running.open(options);
  scope.defer(() => running.close());
  return running.aggregator.grpc;
}

function askStatus(aggregator: string, options: TlsOptions): Promise<Status> {
  return ask(connectAggregator, { aggregator, ...options }, (client) => client.getStatus());
}

describe('a question', () => {
  test('is asked over TLS', async () => {
    const pair = await folder.pair('server', LOOPBACK);
    const tlsCa = await folder.trust();
    const aggregator = await serve({ insecure: 0, ...pair, tlsClientCa: tlsCa });
    const reader = await folder.pair('reader', { commonName: 'jane' });
    const status = await askStatus(aggregator, { tlsCa, ...reader });
    expect(status.nodes).toEqual([]);
  });

  test('is asked in plain text where that was said on both sides', async () => {
    const aggregator = await serve({ insecure: 1 });
    expect((await askStatus(aggregator, { insecure: 1 })).nodes).toEqual([]);
  });

  test('fails in one line that names the flag when the two sides do not agree', async () => {
    const secure = await serve({ insecure: 0, ...(await folder.pair('server', LOOPBACK)) });
    const plain = await serve({ insecure: 1 });
    await expect(askStatus(plain, {})).rejects.toThrow(
      `the aggregator at ${plain} cannot be asked: it does not speak TLS: --insecure?`,
    );
    await expect(askStatus(secure, { insecure: 1 })).rejects.toThrow(/without --insecure\)\?$/);
    await expect(askStatus(secure, {})).rejects.toThrow(/not trusted \(.*\): --tls-ca$/);
  });

  test.each<readonly [string, TlsOptions, RegExp]>([
    ['in plain text off loopback', { insecure: 1 }, /^--insecure: --aggregator 192.0.2.1:1 is not/],
    ['with contradictions', { insecure: 2, tokenFile: 'x' }, /^--insecure: not with --token-file/],
    ['with half a pair', { tlsCert: 'x' }, /^--tls-key: missing/],
    ['with files that are not there', { tokenFile: '/nowhere/x' }, /^--token-file: .*no such file/],
  ])('is not asked %s', async (_what, options, message) => {
    const asked = askStatus('192.0.2.1:1', options);
    await expect(asked).rejects.toThrow(TlsError);
    await expect(asked).rejects.toThrow(message);
  });
});
