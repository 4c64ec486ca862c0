/**
 * How counts add up, in ClickHouse's words, and how a sum is read as a flow. The same for folding
 * and for questions, so that what was folded gives the answer it gave before. Ports and sketches
 * follow store/source-ports.ts: a few by name, a sketch from the moment they are too many.
 */
import { REGISTERS } from '../../flow/hyperloglog.ts';
import { SOURCE_PORTS_MAX } from '../../flow/limits.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;

/** Batches whose ports are listed in the order of their coming; past it the order is lost. */
const LISTS_MAX = 32;

/** Sums stop where a JavaScript number is no longer exact; the approximate one tells when. */
function sum(column: string): string {
  return `if(sum(toFloat64(${column})) >= ${LARGEST}, ${LARGEST}, sum(${column})) AS all_${column}`;
}

/** Hash of a port as in flow/hyperloglog.ts (`hashWord`): part of the wire contract. */
const HASHES = `arrayMap(b -> bitXor(b, bitShiftRight(b, 16)),
  arrayMap(a -> toUInt32(toUInt64(bitXor(a, bitShiftRight(a, 15))) * 2221713035),
  arrayMap(port -> toUInt32(toUInt64(port) * 2146121005), ports)))`;
const PLACES = `arrayMap(hash -> toUInt8(bitShiftRight(hash, 26)), ${HASHES})`;
const RANKS = `arrayMap(
  hash -> toUInt8(32 - floor(log2(bitOr(toUInt32(bitShiftLeft(hash, 6)), 32)))), ${HASHES})`;

const LISTED = `arraySlice(arrayDistinct(arrayFlatten(arrayMap(each -> each.4,
  arraySort(groupArrayIf(${LISTS_MAX})((number, step, part, ports), notEmpty(ports)))))),
  1, ${SOURCE_PORTS_MAX + 1})`;

/** One more than are listed: enough to know that they are too many. */
const DISTINCT = `arraySort(groupUniqArrayArray(${SOURCE_PORTS_MAX + 1})(ports))`;
const SKETCH = 'maxForEach(port_registers)';
const SKETCHED = `maxMap(${PLACES}, ${RANKS})`;

const PORTS = `arraySlice(
  if(count() = 1 OR length(${LISTED}) >= length(${DISTINCT}), ${LISTED}, ${DISTINCT}),
  1, ${SOURCE_PORTS_MAX})`;

const PORT_REGISTERS = `if(count() = 1, any(port_registers),
  if(length(${DISTINCT}) <= ${SOURCE_PORTS_MAX} AND empty(${SKETCH}), [],
    arrayMap(
      i -> greatest(${SKETCH}[i], (${SKETCHED} AS sketched).2[indexOf(sketched.1, i - 1)]),
      range(1, ${REGISTERS + 1}))))`;

function sums(first: string): string {
  return `
  ${['lines', 'duplicates', 'connections'].map(sum).join(',\n  ')},
  max(open_connections) AS all_open,
  ${['bytes', 'answered', 'refused', 'unreachable'].map(sum).join(',\n  ')},
  groupBitOr(tcp_flags) AS all_flags,
  ${first} AS all_first,
  max(last_us) AS all_last,
  ${PORTS} AS all_ports,
  ${PORT_REGISTERS} AS all_port_registers,
  maxForEach(address_registers) AS all_address_registers`;
}

/** Of one hour, and of an edge over hours, where a first time of 0 is one that is not known. */
export const SUMS = sums('min(first_us)');
export const SPAN_SUMS = sums('minIf(first_us, first_us > 0)');
