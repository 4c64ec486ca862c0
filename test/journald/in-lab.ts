/** A test with a live journald: named by its claim, and left out with the reason where none runs. */
import { it } from 'vitest';
import { JournalLab, type LabOptions } from './lab.ts';
import { journaldObstacle } from './obstacle.ts';

const OBSTACLE = journaldObstacle();

/** Runs `test` with a lab that is closed afterwards, journald not started yet. */
export function inLab(
  claim: string,
  test: (lab: JournalLab) => Promise<void>,
  options?: LabOptions,
): void {
  it(claim, async ({ skip }) => {
    skip(OBSTACLE !== undefined, OBSTACLE);
    await using lab = new JournalLab(options);
    await test(lab);
  });
}
