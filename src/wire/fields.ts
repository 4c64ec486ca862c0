/**
 * Checked reading of single protobuf fields. Generated code accepts any number for any field;
 * behind these functions a value is one that src/flow allows, or a WireError names the field.
 */
import { formatAddress, parseAddress } from '../flow/address.ts';
import { ORIGINS, type Origin } from '../flow/origin.ts';
import { WireError } from './wire-error.ts';

export const BYTE_MAX = 0xff;
export const PORT_MAX = 0xffff;
/** All nine TCP flags. */
export const TCP_FLAGS_MAX = 0x1ff;

/** A 64-bit count or time that a JavaScript number holds exactly. */
export function readCount(value: number, field: string): number {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new WireError(`${field} is ${value}: not a count below 2^53`);
  }
  return value;
}

/** An optional small integer: undefined when the field is absent. */
export function readOptional(
  value: number | null | undefined,
  max: number,
  field: string,
): number | undefined {
  if (value === null || value === undefined) return undefined;
  return readAtMost(value, max, field);
}

export function readAtMost(value: number, max: number, field: string): number {
  if (value < 0 || value > max) throw new WireError(`${field} is ${value}: more than ${max}`);
  return value;
}

/** How an enum is read: the number of its first name, and what it is called in a WireError. */
export interface EnumField {
  readonly first: 0 | 1;
  readonly field: string;
}

const ORIGIN: EnumField = { first: 1, field: 'origin' };

/** The name that an enum's number stands for; `names[0]` is number `first`. */
export function readName<Name extends string>(
  names: readonly Name[],
  number: number,
  { first, field }: EnumField,
): Name {
  const name = names[number - first];
  if (name === undefined) throw new WireError(`${field} has no value ${number}`);
  return name;
}

/** An agent that does not say is trusted least. */
export function readOrigin(number: number): Origin {
  return number === 0 ? 'text' : readName(ORIGINS, number, ORIGIN);
}

/** Canonical text of an address of 4 or 16 bytes; empty for an absent one. */
export function readAddress(bytes: Uint8Array, field: string): string {
  if (bytes.length !== 0 && bytes.length !== 4 && bytes.length !== 16) {
    throw new WireError(`${field} has ${bytes.length} bytes: no IP address`);
  }
  return formatAddress(bytes);
}

/** 4 or 16 bytes of an address in text form; none for an empty text. */
export function addressBytes(text: string): Uint8Array {
  if (text === '') return new Uint8Array(0);
  const bytes = parseAddress(text);
  if (bytes === undefined) throw new WireError(`${JSON.stringify(text)} is no IP address`);
  return bytes;
}

/** Runs `decode` and turns whatever it throws into a WireError that names `what`. */
export function decoding<Message>(what: string, decode: () => Message): Message {
  try {
    return decode();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WireError(`malformed ${what}: ${reason}`, { cause });
  }
}

/** The counts that flows and edges have in common, as they stand in both messages. */
export interface CommonCounts {
  readonly lines: number;
  readonly connections: number;
  readonly bytes: number;
  readonly firstSeenUs: number;
  readonly lastSeenUs: number;
  readonly answered: number;
  readonly refused: number;
  readonly unreachable: number;
}

/** Reads them, each checked under its name. */
export function readCommonCounts(message: CommonCounts): CommonCounts {
  return {
    lines: readCount(message.lines, 'lines'),
    connections: readCount(message.connections, 'connections'),
    bytes: readCount(message.bytes, 'bytes'),
    firstSeenUs: readCount(message.firstSeenUs, 'first_seen_us'),
    lastSeenUs: readCount(message.lastSeenUs, 'last_seen_us'),
    answered: readCount(message.answered, 'answered'),
    refused: readCount(message.refused, 'refused'),
    unreachable: readCount(message.unreachable, 'unreachable'),
  };
}
