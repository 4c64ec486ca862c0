import { describe, expect, it } from 'vitest';
import {
  formatSocketAddress,
  isLoopback,
  isPeerAddress,
  parseSocketAddress,
} from '../../src/service/socket-address.ts';

describe('a socket address', () => {
  it.each([
    ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
    ['[::1]:9000', { host: '::1', port: 9_000 }],
    [':65535', { host: '', port: 65_535 }],
    ['aggregator.example:1', { host: 'aggregator.example', port: 1 }],
  ])('reads %s and writes it back', (text, address) => {
    expect(parseSocketAddress(text)).toEqual(address);
    expect(formatSocketAddress(address)).toBe(text);
  });

  it.each(['9000', '::1:9000', 'host:', 'host:65536', 'host:http', 'http://host:80', 'a b:1', ''])(
    "is not '%s'",
    (text) => {
      expect(parseSocketAddress(text)).toBeUndefined();
    },
  );

  it.each([
    ['host:1', true],
    [':1', false],
    ['host:0', false],
    ['host', false],
  ])('can be reached or not: %s', (text, expected) => {
    expect(isPeerAddress(parseSocketAddress(text))).toBe(expected);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.255.0.9', true],
    ['::1', true],
    ['0:0:0:0:0:0:0:1', true],
    ['::ffff:127.0.0.1', true],
    ['localhost', true],
    ['LocalHost', true],
    ['', false],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['128.0.0.1', false],
    ['::ffff:10.0.0.1', false],
    ['::2', false],
    ['127.1', false],
    ['127.0.0.1.example', false],
    ['localhost.example', false],
  ])('of %j is of this machine alone: %j', (host, is) => {
    expect(isLoopback(host)).toBe(is);
  });
});
