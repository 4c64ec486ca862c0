/** The examples of docs/lint.md have the finding of their section, and their fixes do not. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FINDING_KINDS } from '../../../src/policy/lint/lint-rules.ts';
import { namespace, pod } from '../scene.ts';
import { findingsIn } from './lint-scene.ts';

const DOCS = readFileSync(new URL('../../../docs/lint.md', import.meta.url), 'utf8');
const SECTIONS = DOCS.split(/^### /m)
  .slice(1)
  .map((text) => ({
    id: text.split('\n', 1)[0]!,
    text,
    examples: [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, yaml]) => yaml!),
  }));

const CLUSTER = [
  namespace('shop'),
  namespace('ingress'),
  pod('shop/api', { labels: { app: 'api' }, ports: { http: '8080' } }),
  pod('ingress/nginx', { hostNetwork: true }),
];

test('every finding has its section, and each section is of a finding', () => {
  const ids = FINDING_KINDS.map(({ id }) => id);
  expect(SECTIONS.map(({ id }) => id).sort()).toEqual(ids.sort());
});

test.each(SECTIONS)('the example of $id', ({ id, text, examples: [offender, fix] }) => {
  const cluster = text.includes('With `--cluster`') ? CLUSTER : undefined;
  const ids = (documents: readonly string[]) => findingsIn(documents, cluster).map((one) => one.id);
  expect(text).toContain('**Why:**');
  expect(text).toContain('**Fix:**');
  expect(ids([offender!])).toContain(id);
  if (fix === undefined) return;
  const repaired = text.includes('**Fix:** leave') ? [fix] : [offender!, fix];
  expect(ids(repaired)).not.toContain(id);
  expect(ids(repaired)).not.toContain('manifest-error');
});

test('the annotation that silences a finding', () => {
  const [annotated] = /(?<=```yaml\n)[\s\S]*?(?=```)/.exec(DOCS)!;
  expect(findingsIn([annotated!]).map(({ id, ignored }) => [id, ignored])).toEqual([
    ['dns-missing', 'its jobs know addresses alone'],
  ]);
});
