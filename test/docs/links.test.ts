/** Links between the documents, and to files, lead somewhere; every document can be found. */
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, documents, linksOf, pathOf, textOf } from './markdown.ts';

const DOCUMENTS = documents();

/** The file that a link of a document is about. */
const targetOf = (document: string, link: string): string =>
  link.startsWith('#') ? document : normalize(join(dirname(document), link.replace(/#.*/, '')));

/** What is wrong with a link; undefined: nothing. */
function faultOf(document: string, link: string): string | undefined {
  const target = targetOf(document, link);
  const [, anchor] = link.split('#');
  if (!existsSync(pathOf(target))) return `${document}: ${link} is not there`;
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  return anchorsOf(textOf(target)).includes(anchor)
    ? undefined
    : `${document}: ${target} has no heading for #${anchor}`;
}

describe('the documents', () => {
  it('are all looked at', () => {
    expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'docs/cli.md']));
    expect(DOCUMENTS.flatMap(linksOf).length).toBeGreaterThan(100);
  });

  it('link to what is there, files and headings', () => {
    const faults = DOCUMENTS.flatMap((file) => linksOf(file).map((link) => faultOf(file, link)));
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
    expect(faultOf('docs/faq.md', 'nowhere.md')).toBe('docs/faq.md: nowhere.md is not there');
    expect(faultOf('docs/faq.md', 'cli.md#dropcast-flows')).toBeUndefined();
    expect(faultOf('docs/faq.md', '../README.md#nothing')).toMatch(/has no heading/);
  });

  it('are each in the index', () => {
    const listed = linksOf('docs/README.md').map((link) => targetOf('docs/README.md', link));
    const pages = DOCUMENTS.filter((file) => /^docs\/[^/]+\.md$/.test(file));
    expect(pages.filter((page) => ![...listed, 'docs/README.md'].includes(page))).toEqual([]);
  });
});
