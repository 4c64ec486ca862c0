/** docs/rollout.md from its first command to its last, on the recorded shop. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleExamples, patternOf } from './console-examples.ts';
import { Scene } from './scene.ts';

const DOCUMENT = 'docs/rollout.md';
/** Of its commands in their order, those that end with 3: something would be dropped. */
const OBJECTIONS = [
  'dropcast forecast -n team-a --default-deny team-a',
  'dropcast forecast -n team-a --policies policies/team-a/allow-dns.yaml',
  'dropcast forecast -n team-a',
  'dropcast forecast -n team-a --since 15m',
];

describe(DOCUMENT, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, 60_000);
  afterAll(() => scene[Symbol.asyncDispose]());

  it('prints what it says, and ends as it says', async () => {
    const objections: string[] = [];
    for (const { command, printed } of consoleExamples(DOCUMENT)) {
      const ended = await scene.run(command);
      expect(ended.printed, command).toMatch(patternOf(printed));
      expect([0, 3], `${command}\n${ended.printed}`).toContain(ended.status);
      if (ended.status === 3) objections.push(command);
    }
    expect(objections).toEqual(OBJECTIONS);
    expect(scene.api.objects('tiers')).toEqual([]);
  }, 120_000);
});
