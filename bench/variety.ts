/**
 * The corpus of full variety: every kind of line that a kernel printed for test/fixtures (options,
 * fragments, extension headers, ICMP errors, ARP, bridges, foreign prefixes, odd names), equally
 * often and with changing sources, ports and IDs. Lines that the kernel cut are left out: what of
 * them is true depends on where. The truth comes from the fixture's packets, not from the lines.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeLines } from './corpus-writer.ts';
import { Random } from './random.ts';
import { recordHeader } from './record-header.ts';
import { type Counts, flowKey, writeTruth } from './truth.ts';

/** Of test/fixtures/genuine/truth.jsonl, what is used here. */
interface Genuine {
  readonly line: string;
  readonly prefix: string;
  readonly family: string;
  readonly cut_at?: number;
  readonly in?: string;
  readonly out?: string;
  readonly src?: string;
  readonly dst?: string;
  readonly proto?: string;
  readonly spt?: number;
  readonly dpt?: number;
  readonly type?: number;
  readonly code?: number;
  readonly flags?: string;
}

const GENUINE = join(import.meta.dirname, '../test/fixtures/genuine/truth.jsonl');
const SEED = 1;
const FIRST_US = 86_400_000_000;
const GAP_MEAN_US = 1_800;
const LEVEL = 5;
/** The sources that are varied are this pod's; there are so many of it. */
const POD = '10.65.0.2';
const PODS = 60;
const WELL_KNOWN_END = 1_024;
const EPHEMERAL_FIRST = 32_768;
const EPHEMERAL_LAST = 60_999;
const BACKSLASH = 0x5c;
/** U+DC00 to U+DCFF. */
const LONE_SURROGATES = 0xdc;

/** Writes `path` and `path.truth`: `count` lines with a kmsg header. */
export function generateVariety(path: string, count: number): void {
  const counts: Counts = new Map();
  writeLines(path, varietyLines(count, counts), () => writeTruth(`${path}.truth`, counts));
}

function* varietyLines(count: number, counts: Counts): Generator<string> {
  const random = new Random(SEED);
  const all = readGenuine();
  let timeUs = FIRST_US;
  for (let sequence = 0; sequence < count; sequence++) {
    timeUs += random.below(2 * GAP_MEAN_US);
    const genuine = random.pick(all);
    const source = genuine.src === POD ? `10.65.0.${2 + random.below(PODS)}` : genuine.src;
    const key = genuineKey(genuine, source);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    const header = recordHeader('kmsg', { level: LEVEL, sequence, timeUs });
    yield `${header}${varied(genuine, source, random)}\n`;
  }
}

function readGenuine(): Genuine[] {
  const rows = readFileSync(GENUINE, 'utf8').trimEnd().split('\n');
  const all = rows.map((row) => JSON.parse(row) as Genuine);
  return all.filter(({ cut_at }) => cut_at === undefined);
}

/**
 * The record's text as /dev/kmsg gave it, its packet with another source, port and ID; what is not
 * IP stays as it is.
 */
function varied(genuine: Genuine, source: string | undefined, random: Random): string {
  const { line, spt = 0 } = genuine;
  const text = line.slice(line.indexOf(';') + 1).replace(/\n.*/s, '');
  const port = random.between(EPHEMERAL_FIRST, EPHEMERAL_LAST);
  const id = random.below(65_536);
  if (source === undefined) return text;
  const moved = text.replace(`SRC=${POD} `, `SRC=${source} `).replace(/ ID=\d+ /, ` ID=${id} `);
  if (spt < EPHEMERAL_FIRST || isReply(genuine)) return moved;
  return moved.replace(`SPT=${spt} `, `SPT=${port} `);
}

/**
 * Undefined for what is no flow: a line of another prefix, one whose policy runs into `IN=` (cut by
 * iptables), and one without addresses.
 */
function genuineKey(genuine: Genuine, source: string | undefined): string | undefined {
  const { prefix, family, in: input = '', out: output = '', dst = '', proto = '?' } = genuine;
  if (!/^calico-packet(?:.* )?$/.test(prefix) || !family.startsWith('ip')) return undefined;
  if (source === undefined) return undefined;
  return flowKey([escaped(input), escaped(output), source, dst, proto, portOf(genuine)]);
}

/**
 * A name as the kernel's log shows it (kernel/printk/printk.c, msg_add_ext_text). The fixture
 * spells bytes that are no UTF-8 as Python does: lone surrogates.
 */
function escaped(name: string): string {
  const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`;
  const isPlain = (byte: number) => byte >= 0x20 && byte < 0x7f && byte !== BACKSLASH;
  const bytes = [...name].flatMap((character) => {
    const code = character.codePointAt(0)!;
    return code >> 8 === LONE_SURROGATES ? [code & 0xff] : [...Buffer.from(character)];
  });
  return bytes.map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : hex(byte))).join('');
}

function portOf(genuine: Genuine): string {
  const { spt, dpt, type, code } = genuine;
  if (dpt !== undefined) return String(isReply(genuine) ? spt : dpt);
  return type === undefined ? '' : `${type}/${code}`;
}

/** A packet of the server, whose own port is the flow's (src/agent/aggregate/reply.ts). */
function isReply({ proto, spt = 0, dpt = 0, flags = '' }: Genuine): boolean {
  if (proto === 'UDP') return spt < WELL_KNOWN_END && dpt >= EPHEMERAL_FIRST;
  const set = flags.split(' ');
  const isReset = set.includes('RST') && spt < EPHEMERAL_FIRST && dpt >= EPHEMERAL_FIRST;
  return proto === 'TCP' && set.includes('ACK') && (set.includes('SYN') || isReset);
}
