import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../src/agent/http.ts';
import type { HttpListener } from '../../src/service/http-listener.ts';

let open: HttpListener[] = [];

afterEach(async () => {
  for (const server of open) await server[Symbol.asyncDispose]();
  open = [];
});

interface State {
  failure?: string;
  pending?: string;
  metrics?: () => Promise<string>;
}

async function serve(state: State, port = 0): Promise<string> {
  const server = await openHttp({
    address: { host: '127.0.0.1', port },
    metrics: state.metrics ?? (async () => 'a 1\n'),
    metricsType: 'text/plain; version=0.0.4',
    failure: () => state.failure,
    pending: () => state.pending,
  });
  open.push(server);
  return `http://127.0.0.1:${server.port}`;
}

async function get(url: string, method = 'GET'): Promise<readonly [number, string]> {
  const response = await fetch(url, { method });
  return [response.status, await response.text()];
}

describe('the web face', () => {
  it('is healthy and ready while nothing is wrong', async () => {
    const base = await serve({});
    expect(await get(`${base}/healthz`)).toEqual([200, 'ok\n']);
    expect(await get(`${base}/readyz?verbose`)).toEqual([200, 'ok\n']);
  });

  it('is healthy but not ready before the Welcome', async () => {
    const base = await serve({ pending: 'not welcomed yet' });
    expect(await get(`${base}/healthz`)).toEqual([200, 'ok\n']);
    expect(await get(`${base}/readyz`)).toEqual([503, 'not welcomed yet\n']);
  });

  it('gives the reason when the source failed', async () => {
    const base = await serve({ failure: 'cannot read /dev/kmsg' });
    expect(await get(`${base}/healthz`)).toEqual([503, 'cannot read /dev/kmsg\n']);
    expect(await get(`${base}/readyz`)).toEqual([503, 'cannot read /dev/kmsg\n']);
  });

  it('serves metrics with their content type', async () => {
    const base = await serve({});
    const response = await fetch(`${base}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(await response.text()).toBe('a 1\n');
  });

  it('answers 500 when the metrics cannot be read', async () => {
    const base = await serve({ metrics: () => Promise.reject(new Error('no')) });
    expect((await get(`${base}/metrics`))[0]).toBe(500);
  });

  it('refuses other paths and methods', async () => {
    const base = await serve({});
    expect((await get(`${base}/`))[0]).toBe(404);
    expect((await get(`${base}/healthz`, 'POST'))[0]).toBe(405);
  });

  it('says which address is taken', async () => {
    const base = await serve({});
    const port = Number(new URL(base).port);
    const message = `--http: cannot listen on 127.0.0.1:${port}: the port is in use`;
    await expect(serve({}, port)).rejects.toMatchObject({ code: 'listen', message });
  });
});
