/** What axe finds in a page: rules of WCAG 2.2, levels A and AA, and good practice. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** One line for each kind and place; run past the page's own policy, as a debugger may. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`),
    );
  });
}
