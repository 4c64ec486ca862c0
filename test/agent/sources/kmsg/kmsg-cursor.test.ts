import { expect, it } from 'vitest';
import {
  formatKmsgCursor,
  parseKmsgCursor,
} from '../../../../src/agent/sources/kmsg/kmsg-cursor.ts';

const BOOT = '2b5eb9c0-7519-4833-bf4e-b11f7b214304';

it('reads back what it wrote', () => {
  const cursor = { bootId: BOOT, sequence: 4711 };
  expect(formatKmsgCursor(cursor)).toBe(`${BOOT}:4711`);
  expect(parseKmsgCursor(formatKmsgCursor(cursor))).toEqual(cursor);
});

it.each(['', BOOT, `${BOOT}:`, `${BOOT}:x`, `${BOOT}:-1`, `:1`, `${BOOT}:1234567890123456`])(
  'takes %j for no cursor',
  (text) => {
    expect(parseKmsgCursor(text)).toBeUndefined();
  },
);
