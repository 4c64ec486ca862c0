/** Names that an attacker chose: they are shown as text, whatever they hold. */
import { afterAll, beforeAll, expect } from 'vitest';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { accountOf, batchOf, flowOf } from '../aggregator/examples.ts';
import { Running } from '../aggregator/running.ts';
import { Browsers } from './in-browser.ts';

const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
/** ESC, NUL, a right-to-left override, zero width, and what C1 has for an escape sequence. */
const CONTROLS = '\u001b[31mred\u0000\u202egnp.exe\u200b\u009b2J';
const ESCAPED = '\\u{1b}[31mred\\u{0}\\u{202e}gnp.exe\\u{200b}\\u{9b}2J';

const browsers = new Browsers();
let running: Running;
beforeAll(async () => {
  running = await Running.open();
  const agent = await running.welcomed({ node: 'node-a' });
  const named = (name: string, ip: string) => ({
    ...unnamedEndpoint(ip),
    ...{ kind: 'pod' as const, namespace: 'shop', name },
    workload: { kind: 'Deployment', name },
    labels: { app: MARKUP, [CONTROLS]: 'x' },
  });
  const flow = flowOf({
    point: { prefix: MARKUP, inInterface: CONTROLS, outInterface: MARKUP },
    source: named(MARKUP, '10.0.1.2'),
    destination: named(CONTROLS, '10.0.2.3'),
  });
  agent.send({ kind: 'batch', batch: batchOf(1, { flows: [flow], account: accountOf(3) }) });
  await agent.next();
  const check = { name: 'source', state: 'warn' as const, detail: `${MARKUP}${CONTROLS}` };
  agent.send({ kind: 'report', checks: [check] });
});
afterAll(async () => {
  await browsers.close();
  await running.close();
});

const VIEWS = ['overview', 'map', 'map?namespace=shop', 'edges', 'edge?port=5432', 'forecast'];

browsers.it('markup stays text, and controls are written out', async ({ page }) => {
  for (const view of VIEWS) {
    await page.goto(`http://${running.aggregator.http}/#/${view}`);
    await page.reload();
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toMatch(/ · Dropcast$/);
    const text = await page.locator('body').innerText();
    expect([...CONTROLS].filter((char) => char < ' ' && text.includes(char))).toEqual([]);
    expect(text).not.toContain('\u202e');
  }
  await page.goto(`http://${running.aggregator.http}/#/edges`);
  await page.locator('td .end').first().waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toContain(MARKUP);
  expect(text).toContain(ESCAPED);
});

browsers.it('an address that somebody was sent to runs nothing', async ({ page }) => {
  const words = new URLSearchParams({ namespace: MARKUP, from: MARKUP, sort: MARKUP, page: '-1' });
  await page.goto(`http://${running.aggregator.http}/#/edges?${words}`);
  const refusal = page.locator('.failed');
  await refusal.waitFor();
  expect(await refusal.innerText()).toMatch(/is not a namespace|names no (end|labels)/);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).toBe('Edges · Dropcast');
});
