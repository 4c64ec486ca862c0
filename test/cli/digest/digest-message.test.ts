import { describe, expect, test } from 'vitest';
import { DIGEST_EDGES, digestMessage } from '../../../src/cli/digest/digest-message.ts';
import { edgeOf, outsideEndpoint } from '../../flow/edge-fixtures.ts';

const PERIOD = { fromUs: 1_795_600_000_000_000, toUs: 1_795_686_400_000_000 };

/** An outside end that DNS has given this name. */
function named(name: string) {
  return edgeOf({ destination: { ...outsideEndpoint('203.0.113.9'), name } });
}

function messageOf(names: readonly string[], count = names.length) {
  return digestMessage({ count, edges: names.map(named) }, PERIOD);
}

function sectionsOf(message: { blocks: readonly object[] }): string[] {
  const blocks = message.blocks as { type: string; text: { text: string } }[];
  return blocks.filter(({ type }) => type === 'section').map(({ text }) => text.text);
}

describe('the digest', () => {
  test('says what is new, in blocks and in text', () => {
    const edges = [edgeOf({ verdict: 'dropped', cluster: 'east' }), edgeOf({ port: 80 })];
    const message = digestMessage({ count: 2, edges }, PERIOD);
    expect(message).toEqual({
      text: [
        'Dropcast: 2 new flows',
        'First seen from 2026-11-25T09:46:40Z to 2026-11-26T09:46:40Z',
        '```',
        'shop/web -&gt; shop/db-0 tcp/5432  east  DROPPED',
        'shop/web -&gt; shop/db-0 tcp/80',
        '```',
      ].join('\n'),
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Dropcast: 2 new flows' } },
        expect.objectContaining({ type: 'section' }),
        expect.objectContaining({ type: 'section' }),
      ],
    });
  });

  test('says how to see those that it has no room for', () => {
    const message = messageOf(Array(DIGEST_EDGES).fill('a.example'), 332);
    expect(sectionsOf(message).at(-1)).toBe(
      'and 312 more: ask `dropcast digest --since 2026-11-25T09:46:40Z`',
    );
  });

  test('holds what Slack takes, whatever the names are', () => {
    const message = messageOf(Array(DIGEST_EDGES).fill('<&>'.repeat(200)));
    for (const text of sectionsOf(message)) expect(text.length).toBeLessThanOrEqual(3_000);
    expect(sectionsOf(message).at(-1)).toMatch(/^and \d+ more: /);
  });

  test.each([
    ['a mention', '<!channel>', '&lt;!channel&gt;'],
    ['a link', '<https://evil.example|ok>', '&lt;https://evil.example|ok&gt;'],
    ['the end of the code block', 'a```b', "a'''b"],
    ['an escape', '&lt;', '&amp;lt;'],
    ['control characters', 'a\u001b[2J\nb\u202e', 'a\\x1b[2J\\x0ab\\u202e'],
  ])('takes %s in a name for text', (_, name, shown) => {
    const [, block = ''] = sectionsOf(messageOf([name]));
    expect(block).toContain(` -&gt; ${shown} tcp/5432`);
    expect(block.match(/```/g)).toHaveLength(2);
    expect(block.split('\n')).toHaveLength(3);
  });

  test('of nothing has no list', () => {
    expect(sectionsOf(messageOf([]))).toHaveLength(1);
  });
});
