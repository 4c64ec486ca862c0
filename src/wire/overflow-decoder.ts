/** What an overflow flow leaves out, and HyperLogLog registers, out of their bytes. */
import { OVERFLOW_LEVELS, type Overflow } from '../flow/flow.ts';
import { REGISTERS } from '../flow/hyperloglog.ts';
import type { ByteReader } from './byte-reader.ts';
import { readName } from './fields.ts';
import { WireError } from './wire-error.ts';

/** Of Overflow: field number << 3 | wire type. */
const LEVEL = 0x08;
const ADDRESS_REGISTERS = 0x12;

export const NO_REGISTERS: Uint8Array = new Uint8Array(0);

/** The message whose length is next. Throws WireError. */
export function decodeOverflow(reader: ByteReader): Overflow {
  const outer = reader.enter();
  let level = 0;
  let addressRegisters = NO_REGISTERS;
  while (reader.at < reader.end) {
    const tag = reader.tag();
    if (tag === LEVEL) level = reader.varint();
    else if (tag === ADDRESS_REGISTERS) {
      addressRegisters = decodeRegisters(reader, 'overflow.address_registers');
    } else reader.skip(tag);
  }
  reader.leave(outer);
  const named = { first: 1, field: 'overflow.level' } as const;
  return { level: readName(OVERFLOW_LEVELS, level, named), addressRegisters };
}

/** HyperLogLog registers, or none of them, which share nothing with what is read. */
export function decodeRegisters(reader: ByteReader, field: string): Uint8Array {
  const bytes = reader.copy();
  if (bytes.length === 0 || bytes.length === REGISTERS) return bytes;
  throw new WireError(`${field} has ${bytes.length} bytes: neither 0 nor ${REGISTERS}`);
}
