import { expect, it } from 'vitest';
import { tokenEndMs } from '../../../src/aggregator/access/token-end.ts';

const jwt = (payload: unknown): string =>
  `x.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.y`;

it('is what a token says of itself', () => {
  expect(tokenEndMs(jwt({ exp: 1_700_000_000, aud: ['x'] }))).toBe(1_700_000_000_000);
});

it.each(['', 'abcdef', 'a.b', 'a.e30.c', 'a.!!.c', jwt(null), jwt({ exp: '1' }), jwt([])])(
  'is open for a token that does not say: %s',
  (token) => {
    expect(tokenEndMs(token)).toBe(Number.POSITIVE_INFINITY);
  },
);
