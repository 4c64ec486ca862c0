/** The aggregator goes away and comes back while somebody looks at the page. */
import { afterAll, expect } from 'vitest';
import { freePort } from '../agent/free-port.ts';
import { batchOf } from '../aggregator/examples.ts';
import { Running } from '../aggregator/running.ts';
import { Browsers } from './in-browser.ts';

const browsers = new Browsers();
afterAll(() => browsers.close());

async function withEdge(http: string): Promise<Running> {
  const running = await Running.open({ http });
  await shipTo(running);
  return running;
}

async function shipTo(running: Running): Promise<void> {
  const agent = await running.welcomed();
  agent.send({ kind: 'batch', batch: batchOf(1) });
  await agent.next();
}

/** The browser tells of each question that nobody answered; that is the point here. */
function forget(complaints: readonly string[]): void {
  (complaints as string[]).length = 0;
}

browsers.it('what was seen stays in sight, and is asked for again', async (tab) => {
  const { page, complaints } = tab;
  const http = `127.0.0.1:${await freePort()}`;
  const first = await withEdge(http);
  await page.goto(`http://${http}/#/edges`);
  await page.locator('td .end').first().waitFor();
  await first.close();
  await page.getByText('The aggregator does not answer. Trying again…').waitFor();
  expect(await page.locator('td .end').count()).toBe(2);
  const second = await Running.open({ http });
  await page.getByText('No edge matches.').waitFor();
  await page.getByText('The aggregator does not answer.').waitFor({ state: 'detached' });
  await second.close();
  forget(complaints);
});

browsers.it('the live view follows again, and says that it missed some', async (tab) => {
  const { page, complaints } = tab;
  const http = `127.0.0.1:${await freePort()}`;
  const first = await Running.open({ http });
  await page.goto(`http://${http}/#/live`);
  await page.getByText('following').waitFor();
  await shipTo(first);
  await page.locator('td .end').first().waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await first.close();
  const second = await Running.open({ http });
  await page.getByText(/connected again 1×/).waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('following').waitFor();
  await shipTo(second);
  await page.getByText('2 came').waitFor();
  expect(await page.locator('tbody tr').count()).toBe(2);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Nothing came yet.').waitFor();
  await second.close();
  forget(complaints);
});
