/**
 * Takes the screenshots of docs/page.md, of a made-up cluster, into docs/images. On demand, as
 * pictures differ at each taking: npm run build && npm run screenshots
 */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openChromium } from './chromium.ts';
import { PageLab, writeLogs } from './lab.ts';
import { showcase } from './showcase.ts';

interface Shot {
  readonly name: string;
  readonly route: string;
  readonly isDark?: true;
  /** Done before it is taken: a button's name. */
  readonly press?: string;
  /** What must be in sight. */
  readonly await: string;
}

const SHOTS: readonly Shot[] = [
  { name: 'overview', route: 'overview', await: '.spot' },
  { name: 'map', route: 'map', await: '.matrix canvas' },
  { name: 'map-dark', route: 'map?namespace=shop', await: '.graph canvas', isDark: true },
  { name: 'edges', route: 'edges?namespace=shop', await: 'td .end' },
  {
    name: 'edge',
    route: 'edge?from=shop/checkout&to=payments/gateway&protocol=tcp&port=8443',
    await: '.yaml',
    press: 'Generate policies and look',
  },
  {
    name: 'forecast',
    route: 'forecast?namespace=shop',
    await: '.policies .copy',
    press: 'Generate for shop',
  },
];

const SIZE = { width: 1280, height: 800 };
/** Layouts and drawings come to rest. */
const REST_MS = 2_000;

const IMAGES = process.argv[2] ?? join(import.meta.dirname, '../../docs/images');

const { cluster, logs } = showcase(Date.now());
const written = writeLogs(cluster, logs);
const lab = await PageLab.open(written.from);
const browser = await openChromium();
try {
  for (const shot of SHOTS) await take(browser, shot);
} finally {
  await browser.close();
  await lab.close();
  written.remove();
}

async function take(open: Browser, { name, route, isDark, press, await: sight }: Shot) {
  const colorScheme = isDark ? 'dark' : 'light';
  const page = await open.newPage({ viewport: SIZE, colorScheme });
  await page.goto(`${lab.url}#/${route}`);
  if (press !== undefined) await page.getByRole('button', { name: press }).click();
  await page.locator(sight).first().waitFor();
  await page.waitForTimeout(REST_MS);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  await page.close();
  console.log(`${name}.png`);
}
