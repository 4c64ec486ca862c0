/**
 * What seldom stands between IPv4's ID and the protocol: congestion marked in the old way, more
 * fragments to come, a later fragment's offset, a header that is too short.
 */

import { ICMP } from './icmp.ts';
import { numberEnd } from './numbers.ts';
import { wordEnd } from './outcome.ts';
import { hideProtocol, scanProtocol, seesProtocol } from './protocol.ts';
import { scanOptions } from './tcp.ts';

// Names as they lie in memory, the first character lowest.
const _CE_: u32 = 0x20454320;
const _DF_: u32 = 0x20464420;
const _MF_: u32 = 0x20464d20;
const _FRAG_: u64 = 0x3a4741524620; // ` FRAG:`, six.
const _OPT_OPEN: u64 = 0x282054504f20; // Six.
const SIX: u64 = 0xffffffffffff;
const _TRUNCAT: u64 = 0x5441434e55525420;
const ED: u16 = 0x4445;
const TRUNCATED_BYTES: usize = 10;
const OFFSET_MAX: u32 = 0x1fff;

/** From behind ID, or behind DF, to the end of the packet. */
export function scanFragment(start: usize, line: usize): usize {
  let at = start;
  if (load<u32>(at) == _CE_ && load<u32>(at - 3) != _DF_) {
    at += 3;
    if (load<u32>(at) == _DF_) at += 3;
  }
  if (load<u32>(at) == _MF_) at += 3;
  const isLater = (load<u64>(at) & SIX) == _FRAG_;
  if (isLater) at = numberEnd(at + 6, OFFSET_MAX);
  if (isTruncated(at)) {
    hideProtocol(line);
    return wordEnd(at + TRUNCATED_BYTES, line);
  }
  if ((load<u64>(at) & SIX) == _OPT_OPEN) {
    at = scanOptions(at + 6);
    if (at == 0) return 0;
  }
  if (isLater && !seesProtocol(at)) {
    hideProtocol(line);
    return at;
  }
  return scanProtocol(at, line, ICMP, isLater);
}

/** ` TRUNCATED` */
export function isTruncated(at: usize): bool {
  return load<u64>(at) == _TRUNCAT && load<u16>(at, 8) == ED;
}
