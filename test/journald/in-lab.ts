/** A test with a live journald; it is left out, with the reason, where none can run. */
import { it } from 'vitest';
import { findObstacle } from '../../src/cli/demo/obstacle.ts';
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
    const obstacle = OBSTACLE ?? kernelObstacle(options);
    skip(obstacle !== undefined, obstacle);
    await using lab = new JournalLab(options);
    await test(lab);
  });
}

/** What stands in the way of the kernel's own LOG lines, for a test that wants them. */
function kernelObstacle(options: LabOptions | undefined): string | undefined {
  return options?.isKernelReal ? findObstacle(process.env.PATH ?? '') : undefined;
}
