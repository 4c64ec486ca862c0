/** A browser that was led here under the name of another site gets nothing. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parseAggregatorConfig } from '../../../src/aggregator/config.ts';
import { isOwnHost } from '../../../src/aggregator/http/own-host.ts';
import { Running } from '../running.ts';

it.each([
  ['localhost:8080', true],
  ['LOCALHOST', true],
  ['page.localhost:8080', true],
  ['127.0.0.1:8080', true],
  ['10.0.0.7', true],
  ['[::1]:8080', true],
  ['[fd00::7]', true],
  ['flows.example:443', true],
  ['rebound.example:8080', false],
  ['localhost.example', false],
  ['127.0.0.1.example', false],
  ['notlocalhost', false],
  ['[evil]', false],
  ['', false],
  [undefined, true],
])('Host %s: %s', (host, expected) => {
  expect(isOwnHost(host, ['flows.example'])).toBe(expected);
});

describe('an aggregator in plain text', () => {
  const PATHS = ['/api/v1/edges', '/api/v1/status', '/metrics'];

  async function statusOf(running: Running, path: string, host: string): Promise<number> {
    const [address, port] = running.aggregator.http.split(':');
    const sent = request({ host: address, port, path, headers: { host } });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode ?? 0;
  }

  it('answers to its own names, and refuses the name of another site', async () => {
    const running = await Running.open({ httpHost: ['Flows.example'] });
    try {
      for (const path of PATHS) {
        expect(await statusOf(running, path, 'rebound.example:8080')).toBe(421);
        expect(await statusOf(running, path, 'localhost:8080')).toBe(200);
        expect(await statusOf(running, path, 'flows.example')).toBe(200);
      }
      expect(await statusOf(running, '/healthz', 'rebound.example')).toBe(200);
    } finally {
      await running.close();
    }
  });

  it('is told names, not addresses with ports or paths', () => {
    const parse = (httpHost: string[]) => parseAggregatorConfig({ insecure: 1, httpHost });
    expect(parse(['a.example']).httpHosts).toEqual(['a.example']);
    expect(() => parse(['https://a.example/'])).toThrow(/--http-host: 'https:.*' is no host name/);
  });
});
