/** Blocks of shell as they are run: each statement of them, and how it ended. */
import { spawnSync } from 'node:child_process';
import { NOT_RUN } from './not-run.ts';
import { commandsIn, type Statement, statementsOf } from './statements.ts';

/** Programs of the documents that a machine may not have. */
const ABSENT = ['openssl', 'promtool'].filter(
  (program) => spawnSync(program, ['--help'], { stdio: 'ignore' }).error !== undefined,
);
export const isRun = ({ text }: Statement) =>
  !NOT_RUN.some(({ statements }) => statements.test(text)) &&
  !commandsIn(text).some(([program = '']) => ABSENT.includes(program));
const statusIn = ({ comment }: Statement) => Number(/\bexit (\d)/.exec(comment)?.[1] ?? 0);

/** What is run: each statement, and then its number and status on a line of its own. */
export function scriptOf(block: string): string {
  const lines = statementsOf(block).map((statement, i) =>
    isRun(statement) ? `${statement.text}\nprintf '\\n<%s> %s\\n' ${i} "$?"` : '',
  );
  return lines.join('\n');
}

/** Statements that ended otherwise than they should, with what was printed. */
export function faultsOf(block: string, printed: string): string[] {
  const statuses = new Map(
    [...printed.matchAll(/^<(\d+)> (\d+)$/gm)].map(([, i, status]) => [Number(i), Number(status)]),
  );
  return statementsOf(block).flatMap((statement, i) => {
    const isFine = !isRun(statement) || statuses.get(i) === statusIn(statement);
    return isFine ? [] : [`${statement.text}: status ${statuses.get(i)}\n${printed}`];
  });
}
