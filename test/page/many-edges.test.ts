/**
 * Three thousand edges. How fluid it is depends on the machine, so that it is measured and printed,
 * not asserted: times between frames while the graph is dragged, as requestAnimationFrame tells.
 */
import { afterAll, beforeAll, expect } from 'vitest';
import { clusterText, type Errand, nodeLogs, podsOf } from './cluster-log.ts';
import { Browsers } from './in-browser.ts';
import { PageLab, writeLogs } from './lab.ts';

const NAMESPACES = 60;
const BUSY_WORKLOADS = 200;
const DAY_MS = 86_400_000;

/** Half of them within one namespace, the others between all. */
function manyErrands(): Errand[] {
  const errands: Errand[] = [];
  const add = (from: string, to: string, port: number) =>
    errands.push({ from, to, port, protocol: 'TCP', everyHours: 24, isRefused: port % 50 === 0 });
  for (let i = 0; i < 1_500; i++) {
    const [from, to] = [i % BUSY_WORKLOADS, (i * 7 + Math.floor(i / 200) + 1) % BUSY_WORKLOADS];
    add(`busy/workload-${from}`, `busy/workload-${to}`, 8_000 + Math.floor(i / 200));
  }
  for (let i = 0; i < 1_500; i++) {
    const [from, to] = [i % NAMESPACES, (i * 11 + Math.floor(i / 60)) % NAMESPACES];
    const target = i % 5 === 0 ? `busy/workload-${i % BUSY_WORKLOADS}` : `team-${to}/api-${i % 3}`;
    add(`team-${from}/web-${i % 4}`, target, 9_000 + Math.floor(i / 60));
  }
  return errands;
}

const browsers = new Browsers();
let lab: PageLab;
let removeLogs: () => void;
beforeAll(async () => {
  const errands = manyErrands();
  const pods = podsOf(errands, ['node-1']);
  const nowMs = Date.now();
  const span = { fromMs: nowMs - 2 * DAY_MS, toMs: nowMs - DAY_MS };
  const written = writeLogs(clusterText(pods, ['node-1']), nodeLogs(errands, pods, span));
  removeLogs = written.remove;
  lab = await PageLab.open(written.from);
}, 120_000);
afterAll(async () => {
  await browsers.close();
  await lab.close();
  removeLogs();
});

/** Runs in the browser: times between two frames, in ms, until `stop` is called. */
const WATCH_FRAMES = `(() => {
  const frames = [];
  let before = performance.now();
  let isOn = true;
  const tick = (now) => {
    frames.push(now - before);
    before = now;
    if (isOn) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  globalThis.stopWatching = () => {
    isOn = false;
    return frames;
  };
})()`;

browsers.it('three thousand edges are listed, sorted and drawn in bounds', async ({ page }) => {
  await page.goto(`${lab.url}#/edges`);
  await page.getByText('1–100 of 3,000 edges').waitFor({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByText('101–200 of 3,000 edges').waitFor();
  await page.getByRole('button', { name: 'Source', exact: true }).click();
  await page.getByText('100 edges on this page, by name.').waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.waitForURL(/cursor=/);
  await page.goto(`${lab.url}#/map?colour=traffic`);
  await page.getByLabel(/^Matrix of 61 namespaces/).waitFor();
  await page.goto(`${lab.url}#/map?namespace=busy&colour=traffic`);
  // 200 workloads of its own, and their peers, in 150 nodes.
  await page.getByText(/^1[0-4]\d nodes, \d+ links|^150 nodes, \d+ links/).waitFor();
  const box = (await page.locator('.graph canvas').boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.evaluate(WATCH_FRAMES);
  for (let i = 0; i < 60; i++) await page.mouse.move(middle.x + i * 3, middle.y + (i % 20) * 4);
  const frames = (await page.evaluate<number[]>('stopWatching()')).sort((a, b) => a - b);
  await page.mouse.up();
  const at = (share: number) => Math.round(frames[Math.floor(frames.length * share)] ?? 0);
  console.log(`${frames.length} frames while dragging: median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  expect(frames.length).toBeGreaterThan(0);
});
