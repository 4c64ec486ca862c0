/** The partition of all addresses by groups of blocks: no gap, no overlap, nothing too coarse. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../src/flow/address.ts';
import { cidrContains, parseCidr } from '../../../src/flow/cidr.ts';
import { AddressSpace } from '../../../src/policy/connectivity/address-space.ts';

/** Each block is a group of its own. */
const spaceOf = (bits: 32 | 128, ...blocks: string[]) =>
  new AddressSpace(
    bits,
    blocks.map((block) => [parseCidr(block)!]),
  );

function shown(space: AddressSpace): string[] {
  return space.classes.map((ranges) => ranges.map((range) => space.formatRange(range)).join(' '));
}

test.each([
  ['no block', [], ['0.0.0.0/0']],
  ['a block', ['10.0.0.0/8'], ['0.0.0.0-9.255.255.255 11.0.0.0-255.255.255.255', '10.0.0.0/8']],
  ['the same twice', ['128.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/1', '128.0.0.0/1']],
  ['all of it', ['0.0.0.0/0'], ['0.0.0.0/0']],
  ['halves', ['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/1', '128.0.0.0/1']],
  ['host bits', ['128.1.2.3/1'], ['0.0.0.0/1', '128.0.0.0/1']],
  ['the other family', ['fd00::/8'], ['0.0.0.0/0']],
  [
    'nested ones',
    ['128.0.0.0/1', '192.0.0.0/2', '255.255.255.255/32'],
    ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0-255.255.255.254', '255.255.255.255/32'],
  ],
])('of %s', (_title, blocks, classes) => {
  expect(shown(spaceOf(32, ...blocks))).toEqual(classes);
});

test('of IPv6', () => {
  expect(shown(spaceOf(128, 'fd00::/8', '10.0.0.0/8'))).toEqual([
    '::-fcff:ffff:ffff:ffff:ffff:ffff:ffff:ffff fe00::/7',
    'fd00::/8',
  ]);
});

test('of a group it does not matter which block it is', () => {
  const blocks = Array.from({ length: 5_000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/25`);
  const group = ['10.0.0.0/24', ...blocks].map((block) => parseCidr(block)!);
  const space = new AddressSpace(32, [group, [parseCidr('10.0.0.1/32')!]]);
  expect(space.classes).toHaveLength(3);
  const classOf = (address: string) => space.classOf(parseAddress(address)!);
  expect(classOf('10.0.0.200')).toBe(classOf('10.19.0.7'));
  expect(classOf('10.0.0.1')).not.toBe(classOf('10.0.0.2'));
});

test('an address that is free is found, or there is none', () => {
  const space = spaceOf(32, '10.0.0.0/30');
  const [, small] = space.classes;
  expect(space.freeAddress(small!, new Set(['10.0.0.0', '10.0.0.1']))).toBe('10.0.0.2');
  const all = ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3'];
  expect(space.freeAddress(small!, new Set(all))).toBeUndefined();
});

const octet = fc.constantFrom(0, 1, 127, 128, 255);
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const block = fc.tuple(address, fc.integer({ min: 0, max: 32 })).map((of) => of.join('/'));

test('addresses of one class are in the same blocks, and ranges name their class', () => {
  const property = fc.property(fc.array(block, { maxLength: 8 }), address, (blocks, text) => {
    const space = spaceOf(32, ...blocks);
    const own = space.classes[space.classOf(parseAddress(text)!)]!;
    const holding = (of: string) =>
      blocks.map((each) => cidrContains(parseCidr(each)!, parseAddress(of)!));
    for (const { from, to } of own) {
      expect(holding(space.format(from))).toEqual(holding(text));
      expect(holding(space.format(to))).toEqual(holding(text));
    }
    const number = BigInt(`0x${Buffer.from(parseAddress(text)!).toString('hex')}`);
    expect(own.some(({ from, to }) => from <= number && number <= to)).toBe(true);
    const sizes = space.classes.flat().map(({ from, to }) => to - from + 1n);
    expect(sizes.reduce((sum, size) => sum + size, 0n)).toBe(1n << 32n);
  });
  fc.assert(property, { numRuns: 500 });
});
