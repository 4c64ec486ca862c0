import { expect, it } from 'vitest';
import { ListenError } from '../../src/service/listen-error.ts';

it.each([
  ['listen EADDRINUSE: address already in use ::1:80', 'the port is in use'],
  ['No address added out of 1: listen EACCES', 'no permission; take a port from 1024 up'],
  ['getaddrinfo ENOTFOUND nowhere', 'getaddrinfo ENOTFOUND nowhere'],
])('says why in plain words where it knows: %s', (cause, why) => {
  const error = new ListenError('--http', { host: '::1', port: 80 }, new Error(cause));
  expect(error.message).toBe(`--http: cannot listen on [::1]:80: ${why}`);
});
