/** Pages of other sites, which a browser lets ask in its reader's name. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Running } from '../running.ts';

describe('asked by', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.open();
  });
  afterAll(() => running.close());

  it.each([
    ['a form of another site', 'POST', '/api/v1/forecast', 'cross-site', 'document', 403],
    ['a picture of another site', 'GET', '/api/v1/forecast', 'cross-site', 'image', 403],
    ['a script of another port', 'GET', '/api/v1/edges', 'same-site', 'empty', 403],
    ['a link of another site', 'GET', '/api/v1/edges', 'cross-site', 'document', 200],
    ['its own page', 'GET', '/api/v1/edges', 'same-origin', 'empty', 200],
    ['an address that was typed', 'GET', '/api/v1/edges', 'none', 'document', 200],
  ])('%s: %s %s', async (_, method, path, site, dest, expected) => {
    const [host, port] = running.aggregator.http.split(':');
    const headers = { 'sec-fetch-site': site, 'sec-fetch-dest': dest };
    const sent = request({ host, port, path, method, headers });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(expected);
  });
});
