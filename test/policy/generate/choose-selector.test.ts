import { describe, expect, test } from 'vitest';
import { allBut, chooseSelector, takes } from '../../../src/policy/generate/choose-selector.ts';
import type { Labels } from '../../../src/policy/model/world.ts';

const pod = (labels: Labels) => ({ name: '', labels });

describe('the selector of a workload', () => {
  test('is the label that people name workloads by, where that is enough', () => {
    const own = [pod({ zone: 'a', app: 'web', tier: 'front' })];
    expect(chooseSelector(own, [{ app: 'api' }], true)).toEqual([
      { op: 'equal', label: 'app', value: 'web' },
    ]);
  });

  test('has further labels as long as they keep others out', () => {
    const own = [pod({ 'app.kubernetes.io/name': 'shop', component: 'web', tier: 'front' })];
    const others = [{ 'app.kubernetes.io/name': 'shop', component: 'api', tier: 'front' }];
    expect(chooseSelector(own, others, true)).toEqual([
      { op: 'equal', label: 'app.kubernetes.io/name', value: 'shop' },
      { op: 'equal', label: 'component', value: 'web' },
    ]);
  });

  test('names what others have and its own pods have not', () => {
    const others = [{ app: 'web', track: 'canary', 'pod-template-hash': 'x' }];
    const selector = chooseSelector([pod({ app: 'web' })], others, true);
    expect(selector).toEqual([
      { op: 'equal', label: 'app', value: 'web' },
      { op: 'has_not', label: 'track' },
    ]);
    expect(takes(selector!, { app: 'web' })).toBe(true);
    expect(takes(selector!, others[0]!)).toBe(false);
  });

  test('says nothing of labels that its pods may have unseen', () => {
    const others = [{ app: 'web', track: 'canary' }];
    expect(chooseSelector([pod({ app: 'web' })], others, false)).toEqual([
      { op: 'equal', label: 'app', value: 'web' },
    ]);
  });

  test('is none where the pods have no label that stays', () => {
    expect(chooseSelector([pod({ 'pod-template-hash': 'x' })], [], true)).toBeUndefined();
  });
});

describe('a selector of all but some', () => {
  test.each<[string, Labels[], Labels[], ReturnType<typeof allBut>]>([
    ['is empty where nothing is spared', [{ app: 'web' }], [], []],
    [
      'names the values of what is spared',
      [{ app: 'web' }],
      [{ app: 'job' }, { app: 'cron' }],
      [{ op: 'not_in', label: 'app', values: ['cron', 'job'] }],
    ],
    [
      'asks for a label that what is spared has not',
      [{ app: 'web' }, { app: 'api' }],
      [{}],
      [{ op: 'has', label: 'app' }],
    ],
    ['is none where labels are the same', [{ app: 'web' }], [{ app: 'web' }], undefined],
    ['is none where what is meant has no labels', [{}], [{}], undefined],
  ])('%s', (_claim, meant, spared, expected) => {
    expect(allBut(meant, spared.map(pod))).toEqual(expected);
  });
});
