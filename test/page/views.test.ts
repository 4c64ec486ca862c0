/** Every view of the page on the recorded log, in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from './axe.ts';
import { Browsers } from './in-browser.ts';
import { PageLab } from './lab.ts';

const browsers = new Browsers();
let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.open();
}, 90_000);
afterAll(async () => {
  await browsers.close();
  await lab.close();
});

/** Each view with a place that it shows when its answers are there. */
const VIEWS: readonly (readonly [route: string, sight: string])[] = [
  ['overview', '.spot'],
  ['map', '.matrix canvas'],
  ['map?namespace=shop', '.graph canvas'],
  ['edges', 'td .end'],
  ['edge?from=shop/frontend&to=shop/api&protocol=tcp&port=8080', '.chart canvas'],
  ['forecast', '.fate-figure'],
  ['live', '.live-state'],
];

async function open(page: Page, route: string, sight: string): Promise<void> {
  await page.goto(`${lab.url}#/${route}`);
  await page.locator(sight).first().waitFor();
  await page.locator('.waiting').first().waitFor({ state: 'detached' });
}

/** Runs in the browser. */
const SELECTED = `(() => {
  const area = document.querySelector('textarea');
  return area.value.slice(area.selectionStart, area.selectionEnd);
})()`;

const COLOURS = ['light', 'dark'] as const;

describe.each(COLOURS)('in %s', (colorScheme) => {
  for (const [route, sight] of VIEWS) {
    browsers.it(
      `${route} has no barriers`,
      async ({ page }) => {
        await open(page, route, sight);
        expect(await violationsOn(page)).toEqual([]);
      },
      { colorScheme },
    );
  }
});

describe('the page', () => {
  browsers.it('says what default deny would break, DNS first', async ({ page }) => {
    await open(page, 'overview', '.spot');
    const spots = page.locator('.spot');
    expect(await spots.first().textContent()).toContain('DNS lookups');
    await spots.first().locator('summary').click();
    expect(await spots.first().locator('pre').textContent()).toContain('kind: NetworkPolicy');
    const figures = await page.locator('.figures').innerText();
    expect(figures).toContain('1 of 1');
    expect(figures).toContain('Default deny would drop');
    const nodes = page.getByRole('region', { name: 'Nodes, one by one' });
    expect(await nodes.innerText()).toContain('demo-node');
  });

  browsers.it('drills from the matrix to the workloads of a namespace', async ({ page }) => {
    await open(page, 'map', '.matrix canvas');
    const row = page.locator('tr', { hasText: 'kube-system' }).filter({ hasText: 'shop' });
    expect(await row.first().innerText()).toMatch(/shop\s+kube-system/);
    const canvas = page.locator('.matrix canvas');
    const box = (await canvas.boundingBox())!;
    await canvas.click({ position: { x: box.width - 40, y: box.height - 40 } });
    await page.locator('.graph canvas').waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#\/map\?namespace=/);
  });

  browsers.it('filters, sorts and keeps both in its address', async ({ page }) => {
    await open(page, 'edges?to=shop/&protocol=tcp', 'td .end');
    const before = await page.locator('tbody tr').count();
    await page.getByLabel('Condition', { exact: true }).selectOption('Port');
    await page.getByLabel('Value').fill('9090');
    await page.getByRole('button', { name: 'Add condition' }).click();
    await page.getByRole('button', { name: 'Remove Port 9090' }).waitFor();
    await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
    expect(before).toBeGreaterThan(1);
    expect(new URL(page.url()).hash).toBe('#/edges?to=shop%2F&protocol=tcp&port=9090');
    await page.reload();
    await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('tbody').innerText()).toContain('refused');
    await page.getByRole('button', { name: 'Remove Port 9090' }).click();
    await page.getByRole('button', { name: 'Source' }).click();
    await page.waitForURL(/sort=source/);
    await page.goBack();
    await page.goBack();
    await page.getByRole('button', { name: 'Remove Port 9090' }).waitFor();
  });

  browsers.it('suggests values as they are typed', async ({ page }) => {
    await open(page, 'edges', 'td .end');
    await page.getByLabel('Value').fill('shop/a');
    await page.locator('datalist option[value="shop/api"]').waitFor({ state: 'attached' });
  });

  browsers.it('tells of an edge all that is known', async ({ page }) => {
    await open(page, 'edges?port=9090', 'td .end');
    await page.getByRole('link', { name: /^Details: / }).click();
    await page.locator('.chart canvas').waitFor();
    const text = await page.locator('main').innerText();
    for (const told of ['veth_hash, certain', 'refused (1 refused)', 'calico-packet', 'demo-node'])
      expect(text).toContain(told);
    await page.getByRole('button', { name: 'Generate policies and look' }).click();
    await page.getByRole('heading', { name: 'At the destination (ingress)' }).waitFor();
  });

  browsers.it('says what is awaited, and gives it up when told to', async ({ page }) => {
    const unanswered: string[] = [];
    await page.route(
      '**/api/v1/forecast**',
      (route) => void unanswered.push(route.request().url()),
    );
    const failing = page.waitForEvent('requestfailed');
    await page.goto(`${lab.url}#/forecast`);
    await page.getByText(/^Forecast: asking, for/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Forecast: cancelled.').waitFor();
    expect((await failing).failure()?.errorText).toBe('net::ERR_ABORTED');
    expect(unanswered).toEqual([`${lab.url}api/v1/forecast`]);
    await page.unroute('**/api/v1/forecast**');
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.locator('.fate-figure').first().waitFor();
  });

  browsers.it('gives up each step of work that takes several', async ({ page }) => {
    const steps = ['policies/generated', 'forecast'];
    for (const step of steps) {
      await open(page, 'edges?port=9090', 'td .end');
      await page.getByRole('link', { name: /^Details: / }).click();
      await page.route(`**/api/v1/${step}**`, () => {});
      const asked = page.waitForRequest(`**/api/v1/${step}**`);
      await page.getByRole('button', { name: 'Generate policies and look' }).click();
      await asked;
      await page.getByText(/^Rule: asking, for/).waitFor();
      const given = page.waitForEvent('requestfailed');
      await page.getByRole('button', { name: 'Cancel' }).click();
      expect((await given).url()).toContain(`/api/v1/${step}`);
      await page.unroute(`**/api/v1/${step}**`);
    }
  });

  browsers.it('foretells generated policies, and names the place of a fault', async ({ page }) => {
    await open(page, 'forecast?namespace=shop', '.fate-figure');
    await page.getByRole('button', { name: 'Generate for shop' }).click();
    await page.getByRole('heading', { name: 'These policies would mean' }).waitFor();
    // Of a default deny it was none.
    await page.locator('.fate-figure.allowed').filter({ hasNotText: /^0 / }).waitFor();
    const area = page.locator('textarea');
    expect(await area.inputValue()).toContain('kind: NetworkPolicy');
    await page.getByRole('heading', { name: 'Lint' }).waitFor();
    await area.fill(
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {podSelektor: 1}',
    );
    await page.getByRole('button', { name: 'Forecast', exact: true }).click();
    await page.locator('.faults').getByRole('button').first().click();
    const chosen = await page.evaluate(SELECTED);
    expect(chosen).toBe('spec: {podSelektor: 1}');
  });
});

it('is looked at in every view', () => {
  const looked = new Set(VIEWS.map(([route]) => route.replace(/\?.*/, '')));
  expect([...looked].sort()).toEqual(['edge', 'edges', 'forecast', 'live', 'map', 'overview']);
});
