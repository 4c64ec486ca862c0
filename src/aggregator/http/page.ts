/** The web page: one file, read once, with a policy that lets the browser run exactly what is in it. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

export interface Page {
  readonly html: string;
  /** Value of the Content-Security-Policy header. */
  readonly policy: string;
}

/** `web/` stands beside both `src/` and `dist/`. */
const PAGE_URL = new URL('../../../web/index.html', import.meta.url);

export async function readPage(): Promise<Page> {
  const html = await readFile(PAGE_URL, 'utf8');
  return { html, policy: policyOf(html) };
}

function policyOf(html: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(html, 'script')}`,
    `style-src ${hashOf(html, 'style')}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashOf(html: string, element: 'script' | 'style'): string {
  const content = html.split(`<${element}>`)[1]?.split(`</${element}>`)[0] ?? '';
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
