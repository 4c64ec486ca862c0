/** Logs in every format (syslog, dmesg, JSON, CRI): each line counts once, however cut. */
import assert from 'node:assert/strict';
import { fixtureBytes, fixtureNames } from '../../fixtures.ts';
import { type Framed, frameAll } from '../../parser/headers/frame-all.ts';
import { roughly, type Target } from '../target.ts';

/** Of each log of the corpus as many bytes: a few lines. */
const SEED_BYTES = 1_500;

const WORDS = [
  ...[
    '\n',
    '\r\n',
    '\0',
    '\x1b[33m',
    '"}',
    '{"',
    '\\"',
    '\\u0000',
    '__CURSOR=',
    '_TRANSPORT=kernel',
  ],
  ...['MESSAGE=', 'MESSAGE\n', 'kernel: ', '[ 3763.246096] ', '<4>', '<6>1 ', 'Nov 21 10:04:23 '],
  ...[
    ' stdout P ',
    ' stderr F ',
    '2026-11-21T10:06:03.722099123Z',
    '6,1,2,-;',
    'caller=T1;',
    '[C0] ',
  ],
  ...[
    'message repeated 400 times: [ ',
    'IN=cali0 OUT=eth0 SRC=10.0.0.1 DST=10.0.0.2 ',
    'kern  :info  : ',
  ],
];

export const target: Target = {
  words: WORDS,
  seeds: () =>
    fixtureNames('formats').map((name) => fixtureBytes(`formats/${name}`).subarray(0, SEED_BYTES)),
  run: (input) => {
    const whole = frameAll(input);
    assert.equal(whole.read, whole.texts.length + whole.ignored + whole.rejected);
    const narrow = frameAll(input, { capacity: 3 });
    assert.deepEqual(sums(narrow), sums(whole));
    const { texts, ignored, spoofed, rejected, formats } = whole;
    const counts = [texts.length, ignored, spoofed, rejected].map(roughly);
    return `${[...new Set(formats)].sort().slice(0, 3).join(',')} ${counts.join(' ')}`;
  },
};

/** What must not depend on how much is read at a time. */
function sums({ formats: _, ...counts }: Framed): Omit<Framed, 'formats'> {
  return counts;
}
