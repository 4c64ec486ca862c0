/**
 * How counts add up, in ClickHouse's words, and how a sum is read as a flow. The same for folding
 * and for questions, so that what was folded gives the answer it gave before. Ports and sketches
 * follow store/source-ports.ts: a few by name, a sketch from the moment they are too many; those
 * that are named are the lowest, whatever came first.
 *
 * Hot in the engine: per group a sum, an extreme or a set for each column. What is dear, the sketch
 * of ports that have names, is made after grouping, and only where there are too many.
 */
import { REGISTERS } from '../../flow/hyperloglog.ts';
import { SOURCE_PORTS_MAX } from '../../flow/limits.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;

/** Exact up to the largest exact number of JavaScript, and no more than that. */
function sum(column: string): string {
  return `toUInt64(least(sum(toFloat64(${column})), toFloat64(${LARGEST}))) AS all_${column}`;
}

const DISTINCT = 'arraySort(groupUniqArrayArray(ports)) AS distinct_ports';
const IS_SKETCHED = `length(distinct_ports) > ${SOURCE_PORTS_MAX} OR
    notEmpty(maxForEach(port_registers) AS sketch)`;

/** Of a single row as it came. */
const PORTS = `if(count() = 1, any(ports),
    arraySlice((${DISTINCT}), 1, ${SOURCE_PORTS_MAX})) AS all_ports`;

/** Hash of a port as in flow/hyperloglog.ts (`hashWord`): part of the wire contract. */
const HASHES = `arrayMap(b -> bitXor(b, bitShiftRight(b, 16)),
    arrayMap(a -> toUInt32(toUInt64(bitXor(a, bitShiftRight(a, 15))) * 2221713035),
    arrayMap(port -> toUInt32(toUInt64(port) * 2146121005),
    if(is_sketched, distinct_ports, [])))) AS port_hashes`;
const PLACES = `arrayMap(hash -> toUInt8(bitShiftRight(hash, 26)), (${HASHES}))`;
const RANKS = `arrayMap(
    hash -> toUInt8(32 - floor(log2(bitOr(toUInt32(bitShiftLeft(hash, 6)), 32)))), port_hashes)`;
const OF_PORTS = `arrayReduce('maxMap', [${PLACES}], [${RANKS}]) AS of_ports`;

const PORT_REGISTERS = `multiIf(
    NOT ((${IS_SKETCHED}) AS is_sketched), [],
    count() = 1, sketch,
    arrayMap(i -> greatest(sketch[i], (${OF_PORTS}).2[indexOf(of_ports.1, i - 1)]),
      range(1, ${REGISTERS + 1}))) AS all_port_registers`;

function sums(first: string): string {
  return `
  ${['lines', 'duplicates', 'connections'].map(sum).join(',\n  ')},
  max(open_connections) AS all_open,
  ${['bytes', 'answered', 'refused', 'unreachable'].map(sum).join(',\n  ')},
  groupBitOr(tcp_flags) AS all_flags,
  ${first} AS all_first,
  max(last_us) AS all_last,
  ${PORTS},
  ${PORT_REGISTERS},
  maxForEach(address_registers) AS all_address_registers`;
}

/** Of one hour, and of an edge over hours, where a first time of 0 is one that is not known. */
export const SUMS = sums('min(first_us)');
export const SPAN_SUMS = sums('minIf(first_us, first_us > 0)');
