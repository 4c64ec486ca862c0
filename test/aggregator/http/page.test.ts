/** The page as it is served: what `npm run build` made, asked for by HTTP. */
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPage, readPage } from '../../../src/aggregator/http/page.ts';
import { Running } from '../running.ts';

describe('the page', () => {
  let running: Running;
  let index: string;
  /** Paths of everything that the index names. */
  let assets: string[];
  beforeAll(async () => {
    running = await Running.open();
    index = await (await running.get('/')).text();
    assets = [...index.matchAll(/(?:src|href)="\.(\/assets\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    );
  });
  afterAll(() => running.close());

  it('holds nothing that runs or styles in the document itself, and nothing from elsewhere', () => {
    expect(assets.length).toBeGreaterThanOrEqual(3);
    expect(index).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
    expect(index).not.toMatch(/(?:src|href)="(?!\.\/|api\/)/);
  });

  it('may run its own files and nothing else', async () => {
    const { headers } = await running.get('/');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
        "img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is asked for anew each time, its files once for all', async () => {
    const first = await running.get('/');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag') ?? '';
    expect(await statusOf('/', { 'if-none-match': `"other", W/${etag}` })).toBe(304);
    expect(await statusOf('/', { 'if-none-match': '"other"' })).toBe(200);
    for (const path of assets) {
      const { status, headers } = await running.get(path);
      expect(status).toBe(200);
      expect(path).toMatch(/-[\w-]{8}\.(js|css|svg)$/);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('content-type')).toMatch(/^(text\/(javascript|css)|image\/svg)/);
    }
  });

  it('comes packed to those who can unpack it', async () => {
    const [path = ''] = assets.filter((asset) => asset.endsWith('.js'));
    const plain = await lengthOf(path, {});
    expect(await lengthOf(path, { 'accept-encoding': 'br, gzip' })).toBeLessThan(plain / 2);
    expect(await lengthOf(path, { 'accept-encoding': 'gzip;q=0' })).toBe(plain);
  });

  it('weighs at most 150 kB in all, packed', async () => {
    const page = await readPage();
    const sum = [...page.values()].reduce((bytes, { zipped }) => bytes + zipped.length, 0);
    expect(sum).toBeLessThanOrEqual(150_000);
  });

  it('serves what was built for it and nothing beside it', async () => {
    for (const path of ['/.vite/manifest.json', '/index.html', '/assets/', '/assets/../main.js']) {
      expect(await statusOf(path)).toBe(404);
    }
    expect(await statusOf('/', {}, 'POST')).toBe(405);
  });

  function statusOf(path: string, headers = {}, method = 'GET'): Promise<number> {
    return ask(path, headers, method, ({ statusCode = 0 }) => statusCode);
  }

  function lengthOf(path: string, headers: Record<string, string>): Promise<number> {
    return ask(path, headers, 'GET', (answer) => Number(answer.headers['content-length']));
  }

  /** Without what fetch adds by itself. */
  function ask<T>(
    path: string,
    headers: Record<string, string>,
    method: string,
    read: (answer: IncomingMessage) => T,
  ): Promise<T> {
    const [host, port] = running.aggregator.http.split(':');
    return new Promise((resolve, reject) => {
      const sent = request({ host, port, path, method, headers }, (answer) => {
        answer.resume();
        answer.once('end', () => resolve(read(answer)));
      });
      sent.once('error', reject);
      sent.end();
    });
  }
});

describe('a page that was not built', () => {
  it('is said to be so, and is no fault', async () => {
    const page = await readPage(new URL('nowhere/', import.meta.url));
    const asked = { method: 'GET', headers: {} } as IncomingMessage;
    expect(answerPage(page, '/', asked)).toMatchObject({
      status: 503,
      body: 'the page was not built: npm run build\n',
    });
    expect(answerPage(page, '/assets/a.js', asked)).toBeUndefined();
  });
});
