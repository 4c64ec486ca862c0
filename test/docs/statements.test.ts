import { expect, it } from 'vitest';
import { commandsIn, statementsOf } from './statements.ts';

it.each([
  [
    'a b  # c\n# d\n\ne',
    [
      ['a b', 'c'],
      ['e', ''],
    ],
  ],
  ['a \\\n  b', [['a \\\n  b', '']]],
  [
    'a |\n  b\nc &\nd',
    [
      ['a |\n  b', ''],
      ['c &', ''],
      ['d', ''],
    ],
  ],
  ['a \'#\n\' "# b" c#d … # e', [['a \'#\n\' "# b" c#d', 'e']]],
])('the statements of %j', (block, statements) => {
  expect(statementsOf(block).map(({ text, comment }) => [text, comment])).toEqual(statements);
});

it.each([
  ['a -b "c d" \'e f\' g\\ h', [['a', '-b', 'c d', 'e f', 'g h']]],
  ['A=1 a && b || c; d | e &', [['a'], ['b'], ['c'], ['d'], ['e']]],
  ['a > b 2>/dev/null c', [['a', 'c']]],
  [
    'a "$(b c)" d',
    [
      ['b', 'c'],
      ['a', '$(b c)', 'd'],
    ],
  ],
  ['a \\\n  b', [['a', 'b']]],
  ['names=x', []],
])('the commands of %j', (text, commands) => {
  expect(commandsIn(text)).toEqual(commands);
});
