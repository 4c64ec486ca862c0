import { describe, expect, it } from 'vitest';
import { fixtureBytes, fixtureNames } from '../../fixtures.ts';
import { frameAll, NOW_US } from './frame-all.ts';

const TEXT = 'calico-packet: IN=cali0 OUT=eth0 SRC=10.65.0.2 DST=198.51.100.7 ';
const AT = (text: string) => Date.parse(text) * 1000;
const TEN = AT('2026-11-21T10:04:23Z');

/** Name, line, time, format. */
const HEADERS: readonly (readonly [string, string, number, string])[] = [
  ['kmsg', `5,1,3763246096,-;${TEXT}`, 0, 'kmsg'],
  ['kmsg with caller', `5,1,3763246096,-,caller=T123,new=1;${TEXT}`, 0, 'kmsg'],
  ['dmesg', `[ 3763.246096] ${TEXT}`, 0, 'dmesg'],
  ['dmesg with a thread', `[ 3763.246096] [    T123] ${TEXT}`, 0, 'dmesg'],
  ['dmesg with a CPU', `[    3.246096] [   C0] ${TEXT}`, 0, 'dmesg'],
  ['dmesg -r', `<5>[ 3763.246096] ${TEXT}`, 0, 'dmesg'],
  ['dmesg -T', `[Sat Nov 21 10:04:23 2026] ${TEXT}`, TEN, 'dmesg'],
  ['dmesg -d', `[ 3763.246096 <    0.578443>] ${TEXT}`, 0, 'dmesg'],
  ['dmesg -e', `[  +0.578443] ${TEXT}`, 0, 'dmesg'],
  ['dmesg -e, first of a minute', `[Nov21 10:04] ${TEXT}`, 0, 'dmesg'],
  ['dmesg delta', `[<    0.578443>] ${TEXT}`, 0, 'dmesg'],
  ['dmesg iso', `2026-11-21T10:04:23,246096+00:00 ${TEXT}`, TEN + 246_096, 'syslog'],
  ['dmesg -x', `kern  :notice: [ 3763.246096] ${TEXT}`, 0, 'dmesg-decoded'],
  [
    'dmesg --color',
    `\x1b[32m[  +0.578443] \x1b[0m\x1b[33mcalico-packet: \x1b[0m${TEXT.slice(15)}`,
    0,
    'dmesg-coloured',
  ],
  ['RFC 3164', `Nov 21 10:04:23 vm kernel: ${TEXT}`, TEN, 'syslog'],
  ['RFC 3164 with PRI', `<5>Nov 21 10:04:23 vm kernel: [ 3763.246096] ${TEXT}`, TEN, 'syslog'],
  ['RFC 3164 without host', `Nov 21 10:04:23 kernel: [ 3763.246096] ${TEXT}`, TEN, 'syslog'],
  [
    'a day of one digit',
    `Nov  1 10:04:23 vm kernel: ${TEXT}`,
    AT('2026-11-01T10:04:23Z'),
    'syslog',
  ],
  [
    'a date that is still to come this year',
    `Dec 24 10:04:23 vm kernel: ${TEXT}`,
    AT('2025-12-24T10:04:23Z'),
    'syslog',
  ],
  [
    'a day ahead of the clock',
    `Nov 22 10:04:23 vm kernel: ${TEXT}`,
    AT('2026-11-22T10:04:23Z'),
    'syslog',
  ],
  ['a leap day', `Feb 29 10:04:23 vm kernel: ${TEXT}`, AT('2024-02-29T10:04:23Z'), 'syslog'],
  ['short-precise', `Nov 21 10:04:23.431092 vm kernel: ${TEXT}`, TEN + 431_092, 'syslog'],
  ['short-full', `Sat 2026-11-21 10:04:23 UTC vm kernel: ${TEXT}`, TEN, 'syslog'],
  ['short-full in another zone', `Sat 2026-11-21 10:04:23 CET vm kernel: ${TEXT}`, 0, 'syslog'],
  ['short-unix', `1795255463.431092 vm kernel: ${TEXT}`, TEN + 431_092, 'syslog'],
  ['short-monotonic', `[ 3763.246096] vm kernel: ${TEXT}`, 0, 'journal-monotonic'],
  ['busybox', `Nov 21 10:04:23 vm kern.notice kernel: [ 3763.246096] ${TEXT}`, TEN, 'syslog'],
  ['logread', `Sat Nov 21 10:04:23 2026 kern.warn kernel: [ 3763.246096] ${TEXT}`, TEN, 'syslog'],
  ['LogDNA', `Nov 21 10:04:23 node kern.log [852791.892864] ${TEXT}`, TEN, 'syslog'],
  ['UniFi', `Nov 21 10:04:23 UDM user.warn kernel: [ 3763.246096] ${TEXT}`, TEN, 'syslog'],
  [
    'RFC 3339',
    `2026-11-21T10:04:23.430731+00:00 vm kernel: [ 3763.246096] ${TEXT}`,
    TEN + 430_731,
    'syslog',
  ],
  ['RFC 3339, west', `2026-11-21T02:04:23.5-08:00 vm kernel: ${TEXT}`, TEN + 500_000, 'syslog'],
  ['short-iso', `2026-11-21T15:34:23+0530 vm kernel: ${TEXT}`, TEN, 'syslog'],
  ['a time alone', `2026-11-21T10:04:23.000000001Z ${TEXT}`, TEN, 'syslog'],
  ['RFC 5424', `<5>1 2026-11-21T10:04:23Z vm kernel - - - [ 3763.246096] ${TEXT}`, TEN, 'rfc5424'],
  [
    'RFC 5424 with data',
    `<5>1 2026-11-21T10:04:23Z vm kernel - - [meta a="x\\]\\"y"][b c="d"] ${TEXT}`,
    TEN,
    'rfc5424',
  ],
  [
    'RFC 5424 with a BOM',
    `<5>1 2026-11-21T10:04:23Z vm kernel - - - \ufeff${TEXT}`,
    TEN,
    'rfc5424',
  ],
  ['RFC 5424 without anything', `<174>1 - - - - - - ${TEXT}`, 0, 'rfc5424'],
  ['CRI', `2026-11-21T10:04:23.722099123Z stdout F [ 3763.246096] ${TEXT}`, TEN + 722_099, 'cri'],
  [
    'docker',
    JSON.stringify({ log: `[ 3763.2] ${TEXT}\n`, stream: 'stdout', time: '2026-11-21T10:04:23Z' }),
    TEN,
    'docker',
  ],
  [
    'generic JSON',
    JSON.stringify({ message: TEXT, host: 'vm', '@timestamp': '2026-11-21T10:04:23Z' }),
    TEN,
    'json',
  ],
  [
    'dmesg -J on one line',
    JSON.stringify({ pri: 5, time: 3763.246096, msg: TEXT }),
    0,
    'dmesg-json',
  ],
  [
    'journal JSON',
    JSON.stringify({ MESSAGE: TEXT, _TRANSPORT: 'kernel', __REALTIME_TIMESTAMP: String(TEN) }),
    TEN,
    'journal',
  ],
  [
    'journal JSON of bytes',
    JSON.stringify({ MESSAGE: [...Buffer.from(TEXT)], _TRANSPORT: 'kernel' }),
    0,
    'journal',
  ],
  ['bare', TEXT, 0, 'bare'],
];

describe('createLineFramer', () => {
  it.each(HEADERS)('takes off the header of %s', (_, line, timeUs, format) => {
    const framed = frameAll(`${line}\n`);
    expect(framed.texts).toEqual([TEXT]);
    expect(framed.timesUs).toEqual([timeUs]);
    expect(framed.formats).toEqual([format]);
  });

  it('finds each format anew where it changes within a file', () => {
    const input = HEADERS.map(([, line]) => `${line}\n`).join('');
    const framed = frameAll(input);
    expect(framed.texts).toEqual(HEADERS.map(() => TEXT));
    expect(framed.timesUs).toEqual(HEADERS.map(([, , timeUs]) => timeUs));
  });

  it.each([
    ['CR LF', `${TEXT}\r\n`],
    ['a byte order mark', `\ufeff${TEXT}\n`],
    ['NUL bytes of a truncated file', `${'\0'.repeat(5000)}${TEXT}\n`],
    ['empty lines', `\n\n${TEXT}\n\n`],
    ['no line end', TEXT],
  ])('gets over %s', (_, input) => {
    expect(frameAll(input).texts).toEqual([TEXT]);
    expect(frameAll(input).read).toBe(1);
  });

  it('takes the properties of a kmsg record for no records', () => {
    const input = `6,1,5,-;${TEXT}\n SUBSYSTEM=net\n DEVICE=n2\n6,2,6,-;${TEXT}\n`;
    expect(frameAll(input)).toMatchObject({ texts: [TEXT, TEXT], read: 2 });
  });

  it('joins the pieces of a container log line, each stream its own', () => {
    const at = '2026-11-21T10:04:23.722099123Z';
    const input =
      `${at} stdout P ${TEXT.slice(0, 20)}\n${at} stderr P er\n` +
      `${at} stdout P ${TEXT.slice(20, 30)}\n` +
      `${at} stderr F ror\n${at} stdout F ${TEXT.slice(30)}\n`;
    expect(frameAll(input).texts).toEqual(['error', TEXT]);
  });

  it('gives a line at the end of the input that was never completed', () => {
    expect(frameAll(`2026-11-21T10:04:23Z stdout P ${TEXT}\n`).texts).toEqual([TEXT]);
  });

  it('refuses joined lines that are longer than any record', () => {
    const piece = `2026-11-21T10:04:23Z stdout P ${'x'.repeat(4000)}\n`;
    expect(frameAll(`${piece.repeat(3)}${piece.replace(' P ', ' F ')}`)).toMatchObject({
      texts: [],
      read: 1,
      rejected: 1,
    });
  });

  it('counts a repeated line as often as it says, also past the index', () => {
    const line = `Nov 21 10:04:23 vm kernel: message repeated 25 times: [ ${TEXT}]\n`;
    const framed = frameAll(`${line}${TEXT}\n${line}`, { capacity: 10 });
    expect(framed.read).toBe(51);
    expect(framed.texts).toEqual(new Array(51).fill(TEXT));
  });

  it('bounds how often a line can claim to have been repeated', () => {
    const line = `Nov 21 10:04:23 vm kernel: message repeated 999999999 times: [ ${TEXT}]\n`;
    expect(frameAll(line).read).toBe(10_000);
  });

  it('gives the same records whatever the blocks and however small the index', () => {
    for (const file of fixtureNames('formats')) {
      const input = fixtureBytes(`formats/${file}`);
      const whole = frameAll(input);
      for (const options of [
        { linesPerBlock: 1 },
        { capacity: 1 },
        { linesPerBlock: 3, capacity: 2 },
      ]) {
        const pieces = frameAll(input, options);
        expect(pieces.texts, file).toEqual(whole.texts);
        expect(pieces.timesUs, file).toEqual(whole.timesUs);
        expect(pieces.read, file).toBe(whole.read);
        expect(pieces.ignored, file).toBe(whole.ignored);
      }
    }
  });

  it('keeps the account: read = indexed + ignored + rejected', () => {
    for (const file of fixtureNames('formats')) {
      const framed = frameAll(fixtureBytes(`formats/${file}`));
      expect(framed.read, file).toBe(framed.texts.length + framed.ignored + framed.rejected);
    }
  });

  it('says that a journal entry without its text was too long', () => {
    const line = JSON.stringify({ MESSAGE: null, _TRANSPORT: 'kernel' });
    expect(frameAll(`${line}\n`)).toMatchObject({ texts: [], read: 1, rejected: 1 });
  });

  it('takes the clock for timestamps without a year', () => {
    expect(frameAll(`Nov 21 12:00:00 vm kernel: ${TEXT}\n`).timesUs).toEqual([NOW_US]);
  });
});
