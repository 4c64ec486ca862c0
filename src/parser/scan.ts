/**
 * HOT: the usual LOG line in one forward pass (scan*.ts): interfaces, MAC and mark here.
 * Budget for all of the pass: 150 ns and no byte allocated per line (bench/parse.ts). Same result
 * as the grammar in body.ts, slot by slot, or no result: `false` sends the line there
 * (test/parser/scan.test.ts compares them). One thing is left out: the digits of a MAC address,
 * which nothing is counted by.
 */
import * as slots from './packet.ts';
import { scanPacket } from './scan-packet.ts';
import { key, lowerHex } from './scan-values.ts';

// Copies: see scan-ip.ts.
const { BODY_START, FLOW, HAS_MAC, HAS_MARK, HAS_OUT, IN_END, IN_START, LINE_HAS } = slots;
const { MAC_END, MAC_START, MARK, OUT_START, OUTCOME, OUTER, PARSED_END, REASON } = slots;
const { TEXT_END, TEXT_START, UNKNOWN_TOKENS } = slots;

const BLANK = 0x20;
const COLON = 0x3a;
const K_OUT = key('OUT=');
const K_MAC = key('MAC=');
const K_MARK = key('MARK');
const INTERFACE_BYTES_MAX = 15;
/** Fourteen octets: `MAC=` of an Ethernet device. */
const MAC_TEXT_LENGTH = 41;
/** Longer texts may have been cut (line-parser.ts). */
const TEXT_BYTES_MAX = 975;
/** Shorter than any whole line; both interfaces end inside it. */
const TEXT_BYTES_MIN = 100;
/**
 * The text's end is checked last: what stands behind it is read for as long as it goes on like a
 * line. More than any that the scanner knows is long, quoted packet and options included.
 */
export const LOOK_AHEAD_BYTES = 1_024;

/** 1 for the bytes that a usual interface name has; the rest is for the grammar. */
const IS_NAME = createTable(
  (byte) => byte > BLANK && byte < 0x7f && !'/:\\'.includes(String.fromCharCode(byte)),
);

function createTable(isIn: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(isIn(byte)));
}

/**
 * Scans the body whose `IN=` is at `body`; TEXT_START of `packet` is set. True: a flow, all its
 * slots are filled. `view` is borrowed; nothing at or behind `end` influences the result, and
 * `view` holds LOOK_AHEAD_BYTES behind it.
 */
export function scanBody(view: DataView, body: number, end: number, packet: Int32Array): boolean {
  if (end - body < TEXT_BYTES_MIN) return false;
  if (view.getUint8(end - 1) !== BLANK) return false;
  if (end - packet[TEXT_START]! > TEXT_BYTES_MAX) return false;
  let at = scanInterface(view, body + 3, packet, IN_START);
  if (at < 0 || view.getInt32(at) !== K_OUT) return false;
  at = scanInterface(view, at + 4, packet, OUT_START);
  if (at < 0) return false;
  let has = HAS_OUT;
  if (view.getInt32(at) === K_MAC) {
    if (packet[IN_START] === packet[IN_END] || at + 4 + MAC_TEXT_LENGTH >= end) return false;
    if (view.getUint8(at + 4) === BLANK || !isMac(view, at + 4)) return false;
    packet[MAC_START] = at + 4;
    packet[MAC_END] = at + 4 + MAC_TEXT_LENGTH;
    has |= HAS_MAC;
    at += 4 + MAC_TEXT_LENGTH + 1;
  }
  at = scanPacket(view, at, packet, OUTER);
  if (at > 0 && at < end && view.getInt32(at) === K_MARK) {
    at = scanMark(view, at + 4, packet);
    has |= HAS_MARK;
  }
  if (at !== end) return false;
  packet[LINE_HAS] = has;
  packet[BODY_START] = body;
  packet[TEXT_END] = end;
  packet[PARSED_END] = end;
  packet[UNKNOWN_TOKENS] = 0;
  packet[OUTCOME] = FLOW;
  packet[REASON] = 0;
  return true;
}

/** A name of plain characters and its blank; slots `slot` and `slot + 1` get its range. */
function scanInterface(view: DataView, start: number, packet: Int32Array, slot: number): number {
  let at = start;
  while (IS_NAME[view.getUint8(at)] === 1) at++;
  if (view.getUint8(at) !== BLANK || at - start > INTERFACE_BYTES_MAX) return -1;
  packet[slot] = start;
  packet[slot + 1] = at;
  return at + 1;
}

/**
 * Fourteen octets with colons between them, then a blank. Word by word: the colons of three words
 * form one pattern. The digits are not looked at: nothing that is counted depends on them.
 */
function isMac(view: DataView, start: number): boolean {
  let wrong = 0;
  for (let at = start; at < start + 36; at += 12) {
    wrong |= (view.getInt32(at) ^ 0x00003a00) & 0x0000ff00;
    wrong |= (view.getInt32(at + 4) ^ 0x003a0000) & 0x00ff0000;
    wrong |= (view.getInt32(at + 8) ^ 0x3a00003a) & 0xff0000ff;
  }
  return wrong === 0 && view.getUint8(start + 38) === COLON && view.getUint8(start + 41) === BLANK;
}

/** `=0x`, up to eight digits, and the blank. */
function scanMark(view: DataView, start: number, packet: Int32Array): number {
  if (
    view.getUint8(start) !== 0x3d ||
    view.getUint8(start + 1) !== 0x30 ||
    view.getUint8(start + 2) !== 0x78
  )
    return -1;
  let value = 0;
  let at = start + 3;
  for (let digit = lowerHex(view.getUint8(at)); digit >= 0; digit = lowerHex(view.getUint8(at))) {
    value = (value << 4) | digit;
    if (++at > start + 11) return -1;
  }
  const isPadded = at - start > 4 && view.getUint8(start + 3) === 0x30;
  if (view.getUint8(at) !== BLANK || at === start + 3 || isPadded) return -1;
  packet[MARK] = value;
  return at + 1;
}
