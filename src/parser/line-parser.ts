/**
 * One line in, one outcome out, fields in a reused structure: the public face of the parser.
 * Common lines take the scanner's path; every other line the grammar's. Nothing throws, nothing is
 * allocated.
 */
import { IN_KEY, readBody } from './body.ts';
import { countKeys, findIn, findLastIn, hasKeys } from './find-keys.ts';
import * as slots from './packet.ts';
import {
  beginsWith,
  matchPrefix,
  matchUsual,
  PREFIX_BYTES_MAX,
  type PrefixMatcher,
  pretendsPrefix,
} from './prefix.ts';
import { ascii, BLANK, LineReader, reason } from './reader.ts';
import { LOOK_AHEAD_BYTES as LOOK_AHEAD, scanBody } from './scan.ts';
import { isOctets } from './values.ts';

// Copies: see scan-ip.ts.
const LOOK_AHEAD_BYTES = LOOK_AHEAD;
const { BODY_START, FAMILY, FLOW, HAS, HAS_ADDRESSES, HAS_MAC, HAS_MORE, IGNORED } = slots;
const { IN_START, LINE_HAS, MAC_END, MAC_START, OUTCOME, OUTER, OUT_END, PARSED_END } = slots;
const { PARTIAL, REASON, REJECTED, TEXT_END, TEXT_START } = slots;

export interface LineParserOptions {
  /** Which prefixes are ours; undefined: any. */
  readonly prefixes: PrefixMatcher | undefined;
  /**
   * Framed by the kernel or journald: the prefix begins at the first byte, and dialects are no
   * excuse.
   */
  readonly trusted: boolean;
}

const CUT = reason('cut');
const NO_BODY = reason('no_body');
const HEAD_LOST = reason('head_lost');
const TOO_LONG = reason('too_long');
const TWO_RECORDS = reason('two_records');
const PROTO_KEY = ascii('PROTO=');
/** Tokens of which only a LOG line's remains have several. */
const REMAINS = [' SRC=', ' DST=', 'PROTO=', ' SPT=', ' DPT='].map(ascii);
const LOWER_REMAINS = [' src=', ' dst=', 'proto=', ' spt=', ' dpt='].map(ascii);
/**
 * A longer text may have been cut by printk (LOG_LINE_MAX before Linux 6.4) or nf_log (S_SIZE):
 * what follows is unknown.
 */
const UNCUT_BYTES_MAX = 975;
/** Prefix and unknown header together, in text of unknown origin. */
const HEADER_BYTES_MAX = 1_024;
const NOTHING = new Uint8Array(0);
/** Bodies tried per line: each later `IN=` stops the one before it, so the work stays linear. */
const BODIES_MAX = 128;

export class LineParser {
  /** Filled by `parse`: slots as in packet.ts. Borrowed until the next call. */
  readonly packet: Int32Array = slots.createPacket();
  /** Which prefixes are ours; undefined: any. */
  readonly prefixes: PrefixMatcher | undefined;

  readonly #trusted: boolean;
  readonly #reader: LineReader;
  #viewed: Uint8Array = NOTHING;
  #view: DataView = new DataView(NOTHING.buffer);

  constructor(options: LineParserOptions) {
    this.prefixes = options.prefixes;
    this.#trusted = options.trusted;
    this.#reader = new LineReader(this.packet);
    this.#reader.lenient = !options.trusted;
  }

  /**
   * Parses the record text `bytes[start .. end)`, header stripped. Returns IGNORED, FLOW, PARTIAL
   * or REJECTED and fills `packet`. `bytes` is borrowed: offsets in `packet` point into it.
   */
  parse(bytes: Uint8Array, start: number, end: number): number {
    const { packet } = this;
    const prefixes = this.prefixes;
    packet[TEXT_START] = start;
    packet[TEXT_END] = end;
    if (prefixes === undefined) {
      const last = textEnd(bytes, start, end, this.#trusted);
      return this.#scanNear(bytes, start, last) ? FLOW : this.#search(bytes, start, last);
    }
    if (bytes !== this.#viewed) this.#look(bytes);
    const view = this.#view;
    if (end + LOOK_AHEAD_BYTES <= view.byteLength) {
      const body = matchUsual(prefixes, view, start);
      if (body >= 0 && scanBody(view, body, end, packet)) return FLOW;
    }
    const body = matchPrefix(prefixes, bytes, start, end);
    if (body < 0) return this.#refuseForeign(bytes, start, end);
    return this.#readAt(bytes, body, textEnd(bytes, start, end, this.#trusted));
  }

  /** The scanner reads words: one view per block, kept as long as the block is the same. */
  #look(bytes: Uint8Array): void {
    this.#viewed = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #refuseForeign(bytes: Uint8Array, start: number, end: number): number {
    this.#clear(start);
    return pretendsPrefix(this.prefixes!, bytes, start, end)
      ? this.#conclude(REJECTED, NO_BODY)
      : this.#conclude(IGNORED, 0);
  }

  /**
   * The usual line behind any prefix: its first `IN=` stands near the start, and from there the
   * scanner reaches the end, so that no later one can be the body's, but for one in an interface's
   * name.
   */
  #scanNear(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes !== this.#viewed) this.#look(bytes);
    const { packet } = this;
    if (end + LOOK_AHEAD_BYTES > bytes.length) return false;
    const last = Math.min(start + PREFIX_BYTES_MAX, end - IN_KEY.length);
    let at = findIn(bytes, start, last);
    while (at >= 0 && isPhys(bytes, start, at)) at = findIn(bytes, at + 1, last);
    if (at < 0 || !scanBody(this.#view, at, end, packet)) return false;
    if (findIn(bytes, packet[IN_START]!, packet[OUT_END]! - 1) >= 0) return false;
    const hasMac = (packet[LINE_HAS]! & HAS_MAC) !== 0;
    return !hasMac || isOctets(bytes, packet[MAC_START]!, packet[MAC_END]!);
  }

  /** Takes the last `IN=` from which the grammar holds to the end. */
  #search(bytes: Uint8Array, start: number, end: number): number {
    if (!hasKeys(bytes, start, end)) {
      this.#clear(start);
      return this.#conclude(IGNORED, 0);
    }
    let refused = -1;
    let tried = 0;
    let at = findLastIn(bytes, start, end);
    for (; at >= 0 && tried < BODIES_MAX; at = findLastIn(bytes, start, at + 2)) {
      if (isPhys(bytes, start, at)) continue;
      tried++;
      const outcome = this.#readAt(bytes, at, end);
      if (outcome !== REJECTED) return this.#checkPrefix(bytes, start, at, outcome);
      const isWord = at === start || !isWordByte(bytes[at - 1]!);
      if (refused < 0 && isWord) refused = at;
    }
    if (refused >= 0) return this.#readAt(bytes, refused, end);
    this.#clear(start);
    if (countKeys(bytes, start, end, REMAINS) >= 2) return this.#conclude(REJECTED, HEAD_LOST);
    if (countKeys(bytes, start, end, LOWER_REMAINS) >= 3) return this.#conclude(REJECTED, NO_BODY);
    return this.#conclude(IGNORED, 0);
  }

  /**
   * No prefix is longer than the kernel can keep: what looks longer is another record in front of
   * this one, or no prefix. Text of unknown origin may have an unknown header in front.
   */
  #checkPrefix(bytes: Uint8Array, start: number, body: number, outcome: number): number {
    const length = prefixLength(bytes, start, body);
    if (length <= PREFIX_BYTES_MAX) return outcome;
    if (findIn(bytes, start, body - IN_KEY.length) >= 0) {
      return this.#conclude(REJECTED, TWO_RECORDS);
    }
    const isTooLong = this.#trusted || length > HEADER_BYTES_MAX;
    return isTooLong ? this.#conclude(REJECTED, TOO_LONG) : outcome;
  }

  /**
   * Reads the body at `body`; a last token without its blank counts only if the grammar needs
   * nothing behind it.
   */
  #readAt(bytes: Uint8Array, body: number, end: number): number {
    const { packet } = this;
    const isOpen = end > body && bytes[end - 1] !== BLANK;
    const isCut = end - packet[TEXT_START]! > UNCUT_BYTES_MAX;
    if (!isCut && this.#attempt(bytes, body, end)) return this.#accept();
    const r = this.#reader;
    if (!isCut && r.fail !== CUT) return this.#conclude(REJECTED, r.fail);
    const lastToken = isOpen ? lastTokenStart(bytes, body, end) : end;
    if (beginsWith(bytes, lastToken, end, PROTO_KEY) && !isCut) {
      return this.#conclude(REJECTED, CUT);
    }
    if (this.#attempt(bytes, body, lastToken)) {
      r.soft ||= CUT;
      return this.#accept();
    }
    const why = isCutGroup(bytes, r.at, lastToken) ? CUT : r.fail;
    if (why !== CUT || (packet[OUTER + HAS]! & HAS_ADDRESSES) === 0) {
      return this.#conclude(REJECTED, why);
    }
    return this.#conclude(PARTIAL, CUT);
  }

  #attempt(bytes: Uint8Array, body: number, end: number): boolean {
    const { packet } = this;
    const r = this.#reader;
    packet.fill(0, LINE_HAS, LINE_HAS + 1);
    packet.fill(0, BODY_START);
    packet[BODY_START] = body;
    r.bytes = bytes;
    r.at = body;
    r.end = end;
    r.base = OUTER;
    r.fail = 0;
    r.soft = 0;
    const isRead = readBody(r, this.#trusted && this.prefixes !== undefined);
    packet[PARSED_END] = r.at;
    return isRead;
  }

  #accept(): number {
    const r = this.#reader;
    return r.soft === 0 ? this.#conclude(FLOW, 0) : this.#conclude(PARTIAL, r.soft);
  }

  /** No field of an earlier line stands for this one. */
  #clear(start: number): void {
    const { packet } = this;
    packet[LINE_HAS] = 0;
    packet[BODY_START] = start;
    packet[OUTER + HAS] = 0;
    packet[OUTER + HAS_MORE] = 0;
    packet[OUTER + FAMILY] = 0;
  }

  #conclude(outcome: number, why: number): number {
    this.packet[OUTCOME] = outcome;
    this.packet[REASON] = why;
    return outcome;
  }
}

/** Bytes of a prefix; one that the kernel's log shows as `\xNN` is one byte. */
function prefixLength(bytes: Uint8Array, start: number, body: number): number {
  let length = body - start;
  for (let at = start; at + 3 < body; at++) {
    if (bytes[at] === 0x5c && bytes[at + 1] === 0x78) length -= 3;
  }
  return length;
}

/** Relays end lines with CR LF; the kernel does not. */
function textEnd(bytes: Uint8Array, start: number, end: number, trusted: boolean): number {
  if (trusted) return end;
  let at = end;
  while (at > start && (bytes[at - 1] === 0x0a || bytes[at - 1] === 0x0d)) at--;
  return at;
}

function lastTokenStart(bytes: Uint8Array, body: number, end: number): number {
  let at = end;
  while (at > body && bytes[at - 1] !== BLANK) at--;
  return at;
}

/** Groups of tokens in brackets, which a cut leaves open. */
const GROUPS = ['OPT ', 'INCOMPLETE [', '['].map(ascii);

function isCutGroup(bytes: Uint8Array, at: number, end: number): boolean {
  return GROUPS.some((group) => beginsWith(bytes, at, end, group));
}

/** Is this `IN=` the end of `PHYSIN=`? */
function isPhys(bytes: Uint8Array, start: number, at: number): boolean {
  return at - 4 >= start && beginsWith(bytes, at - 4, at, PHYS);
}

const PHYS = ascii('PHYS');

function isWordByte(byte: number): boolean {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
}
