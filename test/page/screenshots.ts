/**
 * Takes the screenshots of docs/page.md, of a made-up cluster, into docs/images. On demand, as
 * pictures differ at each taking: npm run screenshots
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { HOUR_US } from '../aggregator/examples.ts';
import { openChromium } from './chromium.ts';
import { PageLab, writeLogs } from './lab.ts';
import { SHOWCASE_NODES, showcase } from './showcase.ts';

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
  {
    ...{ name: 'map-dark', route: 'map?namespace=shop' },
    await: 'text=/\\d nodes, \\d+ links/',
    isDark: true,
  },
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

const SIZE = { width: 1200, height: 720 };
/** Layouts and drawings come to rest. */
const REST_MS = 2_000;

const IMAGES = process.argv[2] ?? join(import.meta.dirname, '../../docs/images');

const { cluster, logs } = showcase(Date.now());
const written = writeLogs(cluster, logs);
const lab = await PageLab.open(written.from);
await watchedFor(8 * 24);
const browser = await openChromium();
try {
  for (const shot of SHOTS) await take(browser, shot);
} finally {
  await browser.close();
  await lab.close();
  written.remove();
}

/** As if its agents had watched for so many hours before the log came. */
async function watchedFor(hours: number): Promise<void> {
  const nowUs = Date.now() * 1_000;
  for (const node of SHOWCASE_NODES) {
    const agent = await lab.running.welcomed({ node, cluster: '', source: 'journal' });
    const beat = (observedUs: number) => agent.send({ kind: 'heartbeat', observedUs });
    for (let ago = hours; ago >= 0; ago -= 12) beat(nowUs - ago * HOUR_US);
  }
}

async function take(open: Browser, { name, route, isDark, press, await: sight }: Shot) {
  const colorScheme = isDark ? 'dark' : 'light';
  const page = await open.newPage({ viewport: SIZE, colorScheme });
  await page.goto(`${lab.url}#/${route}`);
  if (press !== undefined) await page.getByRole('button', { name: press }).click();
  await page.locator(sight).first().waitFor();
  await page.waitForTimeout(REST_MS);
  await page.locator('.waiting').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(REST_MS);
  if (press !== undefined) await page.mouse.wheel(0, -10_000);
  const path = join(IMAGES, `${name}.png`);
  await page.screenshot({ path });
  await page.close();
  console.log(shrink(path) ? path : `${path}: large, as pngquant is not there`);
}

/** 256 colours are enough for lines and letters. */
function shrink(path: string): boolean {
  return spawnSync('pngquant', ['--force', '--ext', '.png', '256', path]).status === 0;
}
