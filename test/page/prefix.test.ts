/** The page below a path, behind a proxy that takes the path away before it asks. */
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browsers } from './in-browser.ts';
import { PageLab } from './lab.ts';

const PREFIX = '/tools/dropcast';

/** As ingress controllers do it with a rewrite. */
function openProxy(target: string): Server {
  const [host, port] = target.split(':');
  return createServer((asked, answer) => {
    const { method, headers, url = '' } = asked;
    if (!url.startsWith(`${PREFIX}/`)) return void answer.writeHead(404).end();
    const path = url.slice(PREFIX.length);
    const sent = request({ host, port, path, method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      // Of a stream that has nothing to say yet.
      answer.flushHeaders();
      got.pipe(answer);
    });
    sent.once('error', () => answer.destroy());
    answer.once('close', () => sent.destroy());
    asked.pipe(sent);
  });
}

const browsers = new Browsers();
let lab: PageLab;
let proxy: Server;
let base: string;
beforeAll(async () => {
  lab = await PageLab.open();
  proxy = openProxy(lab.running.aggregator.http).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  base = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${PREFIX}/`;
}, 90_000);
afterAll(async () => {
  await browsers.close();
  proxy.close();
  proxy.closeAllConnections();
  await lab.close();
});

browsers.it('every kind of file and question is found below the path', async ({ page }) => {
  await page.goto(`${base}#/map?namespace=shop`);
  // The worker has laid it out.
  await page.getByText(/nodes, \d+ links/).waitFor();
  await page.getByRole('link', { name: 'Live' }).click();
  await page.getByText('following').waitFor();
  await page.getByRole('link', { name: 'Forecast', exact: true }).click();
  await page.locator('.fate-figure').first().waitFor();
});

it('a proxy that leaves the path in place finds nothing, in words', async () => {
  const response = await lab.running.get(`${PREFIX}/`);
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: `there is no ${PREFIX}/` });
});
