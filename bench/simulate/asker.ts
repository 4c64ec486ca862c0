/** The process that asks (questions.ts), as its parent sees it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Asked, QuestionPlan } from './questions.ts';

export interface Asker {
  /** Waits for the open question; resolves to all that was asked. */
  stop(): Promise<readonly Asked[]>;
}

export function startAsker(plan: QuestionPlan): Asker {
  const child = fork(join(import.meta.dirname, 'questions.ts'), [JSON.stringify(plan)]);
  return {
    async stop() {
      child.send('stop');
      const [asked] = await once(child, 'message');
      return asked as readonly Asked[];
    },
  };
}
