import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAddressField } from '../../src/wire/address-writer.ts';
import { ByteWriter } from '../../src/wire/byte-writer.ts';
import { addressBytes } from '../../src/wire/fields.ts';

function field(ip: string): Uint8Array | undefined {
  const out = new ByteWriter(0);
  out.bytes.fill(0xee);
  try {
    writeAddressField(out, ip);
    return Uint8Array.from(out.written());
  } catch {
    return undefined;
  }
}

function fieldByReference(ip: string): Uint8Array | undefined {
  try {
    const bytes = addressBytes(ip);
    return Uint8Array.of(0x3a, bytes.length, ...bytes);
  } catch {
    return undefined;
  }
}

const IPV6 = [
  '::',
  '::1',
  '1::',
  'fe80::1:2',
  '1:2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7::',
  '::2:3:4:5:6:7:8',
  '2001:DB8::1',
  '::ffff:10.0.0.1',
];

const NO_ADDRESS = [
  ':',
  ':::',
  '1',
  '1:',
  ':1',
  ':1::',
  '1::2:',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '::1:2:3:4:5:6:7:8',
  '1:2:3:4::5:6:7:8',
  '12345::',
  'fe80::g',
  'fe80::1%eth0',
  '1.2.3',
];

describe('an address in bytes', () => {
  it.each(IPV6)('is what the parser of addresses makes of %s', (ip) => {
    expect(field(ip)).toEqual(fieldByReference(ip));
    expect(field(ip)).toHaveLength(18);
  });

  it.each(NO_ADDRESS)('is refused for %s', (ip) => {
    expect(fieldByReference(ip)).toBeUndefined();
    expect(field(ip)).toBeUndefined();
  });

  it('is what the parser of addresses makes of any text', () => {
    const likeOne = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef::::...'),
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), fc.ipV4(), likeOne), (ip) => {
        expect(field(ip)).toEqual(fieldByReference(ip));
      }),
      { numRuns: 3_000 },
    );
  });
});
