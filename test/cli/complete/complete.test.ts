import { describe, expect, test } from 'vitest';
import type { Aggregator } from '../../../src/cli/ask.ts';
import { complete } from '../../../src/cli/complete/complete.ts';
import type { AggregatorOptions } from '../../../src/cli/options.ts';
import { groupEdges } from '../../../src/flow/edge-groups.ts';
import { idleProgram } from '../../../tools/idle-program.ts';
import { EDGES } from '../cli-edges.ts';

interface Answer {
  readonly lines: readonly string[];
  /** How the aggregator was to be reached. */
  readonly asked: readonly AggregatorOptions[];
}

async function answerTo(line: string, environment = {}, reach?: () => Promise<never>) {
  let written = '';
  const asked: AggregatorOptions[] = [];
  const sink = { write: (text: string) => (written += text) };
  const client: Partial<Aggregator> = {
    async *listGroups({ by }) {
      yield* groupEdges(EDGES, by, new Set());
    },
    close() {},
  };
  await complete(idleProgram(), line.split(' '), {
    terminal: { stdout: sink, stderr: sink, hasColours: false },
    connect: async (options) => {
      asked.push(options);
      return reach === undefined ? (client as Aggregator) : reach();
    },
    environment,
  });
  return { lines: written.split('\n').slice(0, -1), asked } satisfies Answer;
}

const valuesOf = async (line: string) =>
  (await answerTo(line)).lines.map((each) => each.split('\t')[0]);

describe('at the cursor may stand', () => {
  test.each([
    ['fl', ['flows', ':4']],
    ['policy l', ['lint', ':4']],
    ['flows --not-pr', ['--not-protocol', ':4']],
    ['flows -o j', ['json', 'jsonpb', ':4']],
    ['flows --output=j', ['json', 'jsonpb', ':4']],
    ['flows --limit 5 --color a', ['auto', 'always', ':4']],
    ['flows --group-by port,no', ['port,node', ':4']],
    ['flows --time-format St', ['StampMilli', ':4']],
    ['flows --not-verdict d', ['dropped', ':4']],
    ['flows --protocol u', ['udp', ':4']],
    ['flows --tls-ca ', [':0']],
    ['policy lint de', [':0']],
    ['completion ', ['bash', 'zsh', 'fish', ':4']],
    ['completion z', ['zsh', ':4']],
    ['flows -n s', ['shop', ':4']],
    ['forecast --default-deny kube-system,s', ['kube-system,shop', ':4']],
    ['flows --from shop/w', ['shop/web', ':6']],
    ['flows --not-to=kube', ['kube-system/', 'kube-system/coredns-0', ':6']],
    ['parse --prefix cal', ['calico-packet', ':4']],
    ['agent --node n', ['node-1', 'node-2', ':4']],
    ['nonsense ', undefined],
  ])('%s: %j', async (line, expected) => {
    if (expected !== undefined) expect(await valuesOf(line)).toEqual(expected);
    else expect(await valuesOf(line)).toContain('flows');
  });

  test('what it means stands behind a tab', async () => {
    expect((await answerTo('fl')).lines[0]).toBe('flows\tlist flows from the aggregator');
  });
});

describe('the aggregator is asked', () => {
  test('that the line so far means, or variables', async () => {
    const line = 'flows --aggregator a:1 --insecure -o json -n s';
    const { asked } = await answerTo(line, { DROPCAST_TOKEN_FILE: 'token' });
    expect(asked).toMatchObject([{ aggregator: 'a:1', insecure: 1, tokenFile: 'token' }]);
    const byVariable = await answerTo('flows -n s', { DROPCAST_AGGREGATOR: 'b:2' });
    expect(byVariable.asked).toMatchObject([{ aggregator: 'b:2' }]);
  });

  test('for nothing that is known without it', async () => {
    expect((await answerTo('flows -o ')).asked).toEqual([]);
  });

  test.each([
    ['is not there', () => Promise.reject(new Error('refused'))],
    ['never answers', () => new Promise<never>(() => {})],
  ])('in silence where it %s', async (_what, reach) => {
    expect((await answerTo('flows -n s', {}, reach)).lines).toEqual([':4']);
  });

  test('in silence where the line is wrong', async () => {
    expect((await answerTo('flows --port http -n s')).lines).toEqual([':4']);
  });
});
