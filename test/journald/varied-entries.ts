/**
 * Entries of every kind that a node's journal holds and a forger would add, drawn from a seed, as
 * fields for an export text. Times rise as on a node: latency of journald between the kernel's time
 * and the entry's, and a new boot now and then.
 */
import type { Random } from '../../bench/random.ts';
import { GENUINE } from '../parser/lines.ts';
import type { Field } from './export-text.ts';
import { MISSED_ID } from './truth.ts';

export interface VariedOptions {
  readonly entries: number;
  readonly boots: number;
  /** Longest message, in bytes. */
  readonly messageBytesMax: number;
}

/** What one entry is made of, before its times. */
type Content = readonly Field[];
type Kind = (random: Random, options: VariedOptions) => Content;

const FIRST_US = Date.UTC(2026, 10, 2, 9, 15) * 1_000;
const GAP_US_MAX = 40_000;
const LATENCY_US_MAX = 3_000;
const DOWN_US = 90_000_000;
/** journald compresses objects from 512 bytes on, `MESSAGE=` included. */
const THRESHOLD_BYTES = 512;
const NAME_BYTES = 'MESSAGE='.length;

const LINES: readonly string[] = GENUINE.map(({ msg }) => String(msg));

/** Each with its share of 20. */
const KINDS: readonly (readonly [number, Kind])[] = [
  [8, (random) => kernel(random.pick(LINES))],
  [1, (random) => kernel(random.pick(LINES), [])],
  [1, () => kernel('audit: type=1400 audit(1795637175.727:11): apparmor="DENIED"')],
  [1, (random) => kernel(random.pick(LINES), [['SYSLOG_FACILITY', '1']])],
  [1, (random) => [...userSpace('journal'), ['MESSAGE', random.pick(LINES)]]],
  [1, (random) => [...userSpace('syslog'), ['MESSAGE', random.pick(LINES)]]],
  [1, (random) => kernel(`segfault in a\n${random.pick(LINES)}\nz`)],
  [1, binary],
  [2, nearThreshold],
  [1, long],
  [1, missed],
  [1, () => [['_TRANSPORT', 'kernel']]],
];

/** The same seed gives the same entries. */
export function* variedEntries(random: Random, options: VariedOptions): Generator<Field[]> {
  const kinds = KINDS.flatMap(([share, kind]) => Array<Kind>(share).fill(kind));
  let realtimeUs = FIRST_US;
  for (let boot = 0; boot < options.boots; boot++) {
    const bootId = hex(random, 16);
    const bootedUs = realtimeUs;
    const driftUs = random.below(1_000);
    realtimeUs += DOWN_US;
    for (let i = 0; i < options.entries / options.boots; i++) {
      realtimeUs += 1 + random.below(GAP_US_MAX);
      const monotonicUs = realtimeUs - bootedUs;
      yield [
        ['__REALTIME_TIMESTAMP', String(realtimeUs)],
        ['__MONOTONIC_TIMESTAMP', String(monotonicUs)],
        ['_BOOT_ID', bootId],
        ['_HOSTNAME', 'node-1'],
        ...sourceTime(random, monotonicUs - driftUs),
        ...random.pick(kinds)(random, options),
      ];
    }
  }
}

/** Nine of ten entries have the kernel's own time. */
function sourceTime(random: Random, monotonicUs: number): Field[] {
  if (random.chance(0.1)) return [];
  const sourceUs = monotonicUs - random.below(LATENCY_US_MAX);
  return [['_SOURCE_MONOTONIC_TIMESTAMP', String(sourceUs)]];
}

function kernel(message: string | Uint8Array, more: Content = [['SYSLOG_FACILITY', '0']]): Content {
  return [
    ['_TRANSPORT', 'kernel'],
    ['PRIORITY', '5'],
    ['SYSLOG_IDENTIFIER', 'kernel'],
    ...more,
    ['MESSAGE', message],
  ];
}

/** As a forger would have it: everything like the kernel but the transport. */
function userSpace(transport: string): Field[] {
  return [
    ['_TRANSPORT', transport],
    ['SYSLOG_FACILITY', '0'],
    ['SYSLOG_IDENTIFIER', 'kernel'],
    ['_UID', '1000'],
  ];
}

function binary(random: Random): Content {
  const bytes = Uint8Array.from({ length: 1 + random.below(60) }, () => random.below(256));
  return kernel(Buffer.concat([Buffer.from('calico-packet: IN='), bytes]));
}

/** One byte below, at, or above the size from which journald compresses. */
function nearThreshold(random: Random): Content {
  const bytes = THRESHOLD_BYTES - NAME_BYTES - 1 + random.below(3);
  return kernel(random.pick(LINES).repeat(5).slice(0, bytes));
}

/** Text that compresses, of up to the longest size. */
function long(random: Random, { messageBytesMax }: VariedOptions): Content {
  const bytes = random.between(THRESHOLD_BYTES, messageBytesMax);
  const line = random.pick(LINES);
  return kernel(line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes));
}

/** journald's own word for records that it did not get. */
function missed(random: Random): Content {
  return [
    ['_TRANSPORT', 'driver'],
    ['SYSLOG_IDENTIFIER', 'systemd-journald'],
    ['MESSAGE_ID', MISSED_ID],
    ['MESSAGE', `Missed ${random.between(1, 900)} kernel messages`],
  ];
}

function hex(random: Random, bytes: number): string {
  const words = Array.from({ length: bytes / 4 }, () => random.uint32());
  return words.map((word) => word.toString(16).padStart(8, '0')).join('');
}
