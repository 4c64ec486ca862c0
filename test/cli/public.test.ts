import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtureNames, fixtureRows } from '../fixtures.ts';
import { type Printed, runParse } from './run-parse.ts';

interface PublicLine {
  readonly line: string;
  readonly class: string;
}

/**
 * What the origin's own test expects; `differs`: where we deviate, and with what (docs/corpora.md
 * says why).
 */
interface Expected {
  readonly corpus: string;
  readonly line: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly differs?: Readonly<Record<string, unknown>>;
}

const CORPORA = fixtureNames('public').filter((name) => name !== 'expected.jsonl');

async function parseOne(line: string): Promise<Printed> {
  const { objects } = await runParse(`${line}\n`, { all: true });
  expect(objects).toHaveLength(1);
  return objects[0]!;
}

function outcomeOf({ outcome, reason }: Printed): string {
  return reason === undefined ? outcome : `${outcome} ${reason}`;
}

/** The rows `| corpus | lines | outcome | … |` of the table in docs/corpora.md. */
function documentedCounts(): Map<string, number> {
  const docs = readFileSync(new URL('../../docs/corpora.md', import.meta.url), 'utf8');
  const rows = [...docs.matchAll(/^\| ([a-z0-9-]+) \| (\d+) \| `([a-z_ ]+)` \|/gm)];
  return new Map(rows.map((row) => [`${row[1]}: ${row[3]}`, Number(row[2])]));
}

describe('public corpora', () => {
  it('parses or rejects every line as docs/corpora.md says', async () => {
    const counts = new Map<string, number>();
    for (const file of CORPORA) {
      for (const { line } of fixtureRows<PublicLine>(`public/${file}`)) {
        const key = `${file.replace('.jsonl', '')}: ${outcomeOf(await parseOne(line))}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(documentedCounts()));
  });

  it.each(CORPORA)('%s: takes every line that is inside the kernel’s grammar', async (file) => {
    for (const { line, class: kind } of fixtureRows<PublicLine>(`public/${file}`)) {
      if (kind.startsWith('strict')) expect((await parseOne(line)).outcome, line).toBe('flow');
    }
  });

  it.each(
    fixtureRows<Expected>('public/expected.jsonl').map(
      (each, i) => [i, each.corpus, each] as const,
    ),
  )('expectation %i of %s holds, or we differ as documented', async (_, __, expected) => {
    const printed = await parseOne(expected.line);
    if (expected.differs?.outcome === 'reject') {
      expect(printed.outcome).toBe('reject');
      return;
    }
    const found = { ...printed.header, ...printed };
    expect(found).toMatchObject({ ...expected.fields, ...expected.differs });
  });
});
