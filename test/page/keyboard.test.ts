/** The page by keyboard alone. */
import { afterAll, beforeAll, expect } from 'vitest';
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

/** Runs in the browser: what has the focus, as it is called. */
const FOCUSED = `(() => {
  const at = document.activeElement;
  return at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent;
})()`;

browsers.it('leads from view to view, to an edge and back', async ({ page }) => {
  const focused = (): Promise<string> => page.evaluate<string>(FOCUSED);
  const press = (key: string) => page.keyboard.press(key);
  const tabTo = async (name: RegExp) => {
    for (let tabs = 0; tabs < 60; tabs++) {
      await press('Tab');
      if (name.test(await focused())) return;
    }
    throw new Error(`the keyboard does not lead to ${name}`);
  };
  await page.goto(`${lab.url}#/overview`);
  await page.locator('.spot').first().waitFor();
  await press('Tab');
  expect(await focused()).toBe('Skip to content');
  await press('Enter');
  expect(await focused()).toBe('Overview');
  await tabTo(/^breaks?DNS lookups|^breaksDNS/);
  await press('Enter');
  expect(await page.locator('details.spot[open]').count()).toBe(1);
  await page.locator('.brand').click();
  await tabTo(/^Edges$/);
  await press('Enter');
  await page.locator('td .end').first().waitFor();
  expect(await focused()).toBe('Edges');
  await tabTo(/^Connections/);
  await press('Enter');
  await page.waitForURL(/sort=-connections/);
  await tabTo(/^Details: /);
  await press('Enter');
  await page.getByRole('heading', { name: 'What was seen' }).waitFor();
  expect(await focused()).toBe('Edge');
  await tabTo(/^In the list of edges$/);
  await press('Enter');
  await page.getByRole('button', { name: /^Remove From/ }).waitFor();
});

browsers.it('reads the map as a table, down to the edges', async ({ page }) => {
  await page.goto(`${lab.url}#/map`);
  const table = page.getByRole('table', { name: 'Traffic by namespace' });
  await table.getByRole('link', { name: 'shop' }).first().focus();
  await page.keyboard.press('Enter');
  const links = page.getByRole('table', { name: 'Links of shop' });
  await links.getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('td .end').first().waitFor();
});
