/** The page where the aggregator wants to know who asks. */
import { afterAll, expect } from 'vitest';
import { type GuardedLab, openGuardedLab } from '../aggregator/access/guarded-lab.ts';
import { Browsers } from './in-browser.ts';

const JANE = 'system:serviceaccount:people:jane';
const browsers = new Browsers();
afterAll(() => browsers.close());
const options = { ignoreHTTPSErrors: true };

function allow(lab: GuardedLab, verbs: readonly string[], namespace?: string): void {
  const flows = verbs.map((verb) => `${verb} flows.dropcast.io`);
  lab.api.access.bindings.push({ subject: JANE, allow: flows, ...(namespace && { namespace }) });
}

browsers.it(
  'asks for a token, says where one comes from, and takes it for the tab',
  async ({ page }) => {
    await using lab = await openGuardedLab();
    allow(lab, ['get', 'list', 'watch']);
    await page.goto(`${lab.url}#/edges?namespace=shop`);
    await page.getByRole('heading', { name: 'Who asks?' }).waitFor();
    expect(await page.locator('.command').innerText()).toContain(
      'kubectl -n shop create token ACCOUNT --audience=dropcast',
    );
    await page.getByLabel('Token').fill(lab.readerToken('jane'));
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('No edge matches.').waitFor();
    await page.reload();
    await page.getByText('No edge matches.').waitFor();
    expect(await page.evaluate('localStorage.length + document.cookie.length')).toBe(0);
  },
  options,
);

browsers.it(
  'a team sees its own namespace, and of the rest why not',
  async ({ page }) => {
    await using lab = await openGuardedLab();
    allow(lab, ['get', 'list', 'watch'], 'shop');
    await page.goto(`${lab.url}#/edges`);
    await page.getByLabel('Token').fill(lab.readerToken('jane'));
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText(`${JANE} may not list flows.dropcast.io`).first().waitFor();
    await page.getByLabel('Namespace').fill('shop');
    await page.getByLabel('Namespace').press('Enter');
    await page.getByText('No edge matches.').waitFor();
  },
  options,
);

browsers.it(
  'a token that is not taken is answered with why',
  async ({ page }) => {
    await using lab = await openGuardedLab();
    await page.goto(`${lab.url}#/edges`);
    // What no head can carry is not sent at all.
    await page.getByLabel('Token').fill('“abc…”');
    await page.getByRole('button', { name: 'Use it' }).click();
    expect(await page.locator('input:invalid').count()).toBe(1);
    await page.getByLabel('Token').fill('not.one.of-ours');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText(/^the token is not accepted: /i).waitFor();
  },
  options,
);
