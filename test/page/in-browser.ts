/**
 * A test in a real browser; it is left out, with the reason, where there is none. What HTTP alone
 * shows of the page is in test/aggregator/http/page.test.ts.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CHROMIUM, openChromium } from './chromium.ts';

export interface Tab {
  readonly page: Page;
  /** What the browser complained about: refused by the policy, not found, thrown. */
  readonly complaints: readonly string[];
}

/** Browsers are slow where processors are few. */
const TEST_MS_MAX = 180_000;

/** A browser tells of each; the page says in words what it was. */
const REFUSAL = /^Failed to load resource: the server responded with a status of (400|401|403|422)/;

/** One for a file of tests; started by the first that needs it. */
export class Browsers {
  #browser: Promise<Browser> | undefined;

  /** `test` gets a tab of its own, closed afterwards; the page must not have complained. */
  it(claim: string, test: (tab: Tab) => Promise<void>, options: BrowserContextOptions = {}): void {
    it(
      claim,
      async ({ skip }) => {
        skip(CHROMIUM === undefined, 'no Chromium');
        await this.use(async (tab) => {
          await test(tab);
          expect(tab.complaints).toEqual([]);
        }, options);
      },
      TEST_MS_MAX,
    );
  }

  async use(test: (tab: Tab) => Promise<void>, options: BrowserContextOptions): Promise<void> {
    this.#browser ??= openChromium();
    const context = await (await this.#browser).newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      const isComplaint = ['error', 'warning'].includes(message.type());
      if (isComplaint && !REFUSAL.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    try {
      await test({ page, complaints });
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await (await this.#browser)?.close();
  }
}
