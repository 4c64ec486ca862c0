import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../../src/flow/address.ts';
import { cidrContains, parseCidr } from '../../src/flow/cidr.ts';

test.each([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.1.2.3/24', '10.1.2.255', true],
  ['10.1.2.128/25', '10.1.2.127', false],
  ['192.0.2.7/32', '192.0.2.7', true],
  ['192.0.2.7/32', '192.0.2.6', false],
  ['0.0.0.0/0', '255.255.255.255', true],
  ['0.0.0.0/0', '::1', false],
  ['fe80::/10', 'febf::1', true],
  ['fe80::/10', 'fec0::1', false],
  ['::ffff:10.0.0.0/104', '10.9.9.9', true],
  ['::/0', '2001:db8::1', true],
  ['::/0', '10.0.0.1', false],
])('%s holds %s: %s', (cidr, address, holds) => {
  expect(cidrContains(parseCidr(cidr)!, parseAddress(address)!)).toBe(holds);
});

test.each([
  '',
  '10.0.0.0',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '10.0.0/8',
  '::/129',
  'a/8',
  '::/0/0',
])('%o is no block', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test('an address lies in every block that it writes itself', () => {
  const bytes = fc.uint8Array({ minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(bytes, fc.integer({ min: 0, max: 32 }), (address, bits) => {
      const cidr = parseCidr(`${address.join('.')}/${bits}`)!;
      expect(cidrContains(cidr, address)).toBe(true);
      if (bits === 0) return;
      const other = address.slice();
      other[(bits - 1) >>> 3]! ^= 0x80 >>> ((bits - 1) & 7);
      expect(cidrContains(cidr, other)).toBe(false);
    }),
  );
});
