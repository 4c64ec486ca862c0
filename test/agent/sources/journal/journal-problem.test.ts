import { expect, it } from 'vitest';
import { DamageError } from '../../../../src/agent/sources/journal/journal-bytes.ts';
import { nothingToRead, problemOf } from '../../../../src/agent/sources/journal/journal-problem.ts';

const PATH = '/var/log/journal/m/system.journal';
const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'open' });

it('says which group may read the journal', () => {
  const problem = problemOf(systemError('EACCES'), PATH)!;
  expect(problem).toMatchObject({ code: 'not_permitted', path: PATH });
  const error = nothingToRead(['/var/log/journal'], [problem, problem]);
  expect(error).toMatchObject({ code: 'not_permitted' });
  expect(error.message).toMatch(/^\S+system\.journal: no permission.*systemd-journal.*1 more/);
});

it('tells damage from a failure of the disk', () => {
  expect(problemOf(new DamageError('no entry'), PATH)).toMatchObject({ code: 'damaged' });
  expect(problemOf(systemError('EIO'), PATH)).toMatchObject({ code: 'unreadable' });
});

it('has no problem with a file that is gone', () => {
  expect(problemOf(systemError('ENOENT'), PATH)).toBeUndefined();
});

it('does not hide an error of the program', () => {
  expect(() => problemOf(new RangeError('offset'), PATH)).toThrow(RangeError);
  const outOfRange = Object.assign(new RangeError('offset'), { code: 'ERR_OUT_OF_RANGE' });
  expect(() => problemOf(outOfRange, PATH)).toThrow(RangeError);
});
