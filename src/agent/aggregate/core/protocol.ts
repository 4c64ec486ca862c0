/**
 * From ` PROTO=` to the packet's last field where that is not TCP or UDP of the usual shape: other
 * protocols with a name, later fragments, which show no more than it, and packets too short for
 * their header.
 */
import * as key from '../key-layout.ts';
import { SOURCE } from '../pending-layout.ts';
import { ICMP, ICMPV6, scanIcmp } from './icmp.ts';
import { hexEnd, longEnd } from './long-numbers.ts';
import { get } from './memory.ts';
import { numberEnd } from './numbers.ts';
import { notePartial } from './outcome.ts';
import * as packet from './packet.ts';

// Names as they lie in memory, the first character lowest.
const _PROTO_: u64 = 0x3d4f544f525020; // Seven.
const SEVEN: u64 = 0xffffffffffffff;
const AH_: u32 = 0x204841; // Three.
const THREE: u32 = 0xffffff;
const ESP_: u32 = 0x20505345;
const TCP_: u32 = 0x20504354;
const UDP_: u32 = 0x20504455;
const ICMP_: u64 = 0x20504d4349; // Five.
const FIVE: u64 = 0xffffffffff;
const ICMPV6_: u64 = 0x203676504d4349; // Seven.
const UDPLITE_: u64 = 0x204554494c504455; // Eight.
const _TYPE_: u64 = 0x3d4550595420; // Six.
const SIX: u64 = 0xffffffffffff;
const _SPI_0X: u64 = 0x78303d49505320; // Seven.
const _SPT_: u64 = 0x3d54505320; // Five.
const _DPT_: u64 = 0x3d54504420;
const _LEN_: u64 = 0x3d4e454c20;
const _INCOMPL: u64 = 0x4c504d4f434e4920;
const ETE_: u32 = 0x20455445;
const OPEN: u8 = 0x5b;
const _BYTES_CLOSE: u64 = 0x5d736574796220; // ` bytes]`, seven.

const TCP: i32 = 6;
const UDP: i32 = 17;
const ESP: i32 = 50;
const AH: i32 = 51;
const UDPLITE: i32 = 136;

export function seesProtocol(at: usize): bool {
  return (load<u64>(at) & SEVEN) == _PROTO_;
}

/** Of the family that `icmp` is of; `isLater` tells a later fragment. */
export function scanProtocol(at: usize, line: usize, icmp: i32, isLater: bool): usize {
  if (!seesProtocol(at)) return 0;
  const name = at + 7;
  const text = load<u64>(name);
  if (<u32>text == TCP_ || <u32>text == UDP_) {
    const isShown = !isLater && packet.hasPorts(at);
    if (isShown) return packet.scanPorts(at, line, at, packet.portEnds(at));
    return scanShort(name + 3, line, <u32>text == TCP_ ? TCP : UDP, isLater);
  }
  if (text == UDPLITE_) return scanNamed(name + 7, line, UDPLITE, isLater);
  if (icmp == ICMPV6) {
    if ((text & SEVEN) == ICMPV6_) return scanNamed(name + 6, line, ICMPV6, isLater);
  } else {
    if ((text & FIVE) == ICMP_) return scanNamed(name + 4, line, ICMP, isLater);
    if (<u32>text == ESP_) return scanNamed(name + 3, line, ESP, isLater);
    if ((<u32>text & THREE) == AH_) return scanNamed(name + 2, line, AH, isLater);
  }
  return packet.scanNumbered(at, line, icmp);
}

/** Behind the name. */
function scanNamed(at: usize, line: usize, protocol: i32, isLater: bool): usize {
  const end = scanShort(at, line, protocol, isLater);
  if (end != 0) return end;
  if (protocol == UDPLITE) return scanUdplite(at, line);
  if (protocol == ESP || protocol == AH) {
    return (load<u64>(at) & SEVEN) == _SPI_0X ? hexEnd(at + 7) : 0;
  }
  return (load<u64>(at) & SIX) == _TYPE_ ? scanIcmp(at + 6, line, protocol) : 0;
}

/** A packet of which the name is all, because it is a later fragment, or too short; else 0. */
function scanShort(at: usize, line: usize, protocol: i32, isLater: bool): usize {
  packet.putPacket(line, protocol | packet.WITH_ENDS, 0, -1);
  const end = scanIncomplete(at, line);
  return end != 0 ? end : isLater ? at : 0;
}

function scanUdplite(start: usize, line: usize): usize {
  if ((load<u64>(start) & FIVE) != _SPT_) return 0;
  let at = packet.putShort(start + 5, line, SOURCE);
  if ((load<u64>(at) & FIVE) != _DPT_) return 0;
  at = packet.putShort(at + 5, line, key.PORTS);
  if ((load<u64>(at) & FIVE) != _LEN_) return 0;
  const source = get(line, SOURCE);
  const ports = (source << 16) | get(line, key.PORTS);
  packet.putPacket(line, UDPLITE | key.WITH_PORT | packet.WITH_ENDS, ports, source);
  return numberEnd(at + 5, packet.SHORT_MAX);
}

/** ` INCOMPLETE [n bytes]`, which makes the line partial; 0 if it is not there. */
export function scanIncomplete(at: usize, line: usize): usize {
  const end = incompleteEnd(at);
  if (end != 0) notePartial(line);
  return end;
}

export function incompleteEnd(start: usize): usize {
  if (load<u64>(start) != _INCOMPL) return 0;
  if (load<u32>(start, 8) != ETE_) return 0;
  if (load<u8>(start, 12) != OPEN) return 0;
  const at = longEnd(start + 13);
  return (load<u64>(at) & SEVEN) == _BYTES_CLOSE ? at + 7 : 0;
}

/** The line tells no protocol: addresses only. */
export function hideProtocol(line: usize): void {
  packet.putPacket(line, key.PROTOCOL_HIDDEN | packet.WITH_ENDS, 0, -1);
  notePartial(line);
}
