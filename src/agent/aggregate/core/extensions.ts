/**
 * IPv6 extension headers that show fields of their own (`ip6tables --log-ip-options`, and
 * fragments without it), or the end of a packet that shows no protocol behind them.
 *
 *   FRAG:1448 INCOMPLETE ID:cafebabe     OPT ( FRAG:0 ID:00000001 )     OPT ( ESP SPI=0x1 )
 */
import { isTruncated } from './fragment.ts';
import { ICMPV6 } from './icmp.ts';
import { hexEnd, isHexWord } from './long-numbers.ts';
import { quoted } from './memory.ts';
import { numberEnd } from './numbers.ts';
import { lineEnd, wordEnd } from './outcome.ts';
import { SHORT_MAX } from './packet.ts';
import { hideProtocol, incompleteEnd, scanProtocol, seesProtocol } from './protocol.ts';

// Names as they lie in memory, the first character lowest.
const _FRAG_: u64 = 0x3a4741524620; // ` FRAG:`, six.
const _OPT_OPEN: u64 = 0x282054504f20;
const SIX: u64 = 0xffffffffffff;
const TRUNCATE: u64 = 0x45544143_4e555254;
const LETTER_D: u8 = 0x44;
const _INCOMPL: u64 = 0x4c504d4f434e4920;
const ETE: u32 = 0x455445; // Three.
const THREE: u32 = 0xffffff;
const _ID_: u32 = 0x3a444920; // ` ID:`
const _AH_: u32 = 0x20484120;
const _ESP_: u64 = 0x2050534520; // Five.
const FIVE: u64 = 0xffffffffff;
const _SPI_0X: u64 = 0x78303d49505320; // Seven.
const SEVEN: u64 = 0xffffffffffffff;
const _CLOSE: u16 = 0x2920;
const CLOSE: u8 = 0x29;
const CLOSE_QUOTE: u8 = 0x5d;
const BLANK: u8 = 0x20;
const ZERO: u8 = 0x30;

/** Any fragment header of the packet had an offset. */
let isLater: bool = false;

/** From the first header that is not empty on to the end of the packet. */
export function scanExtensions(start: usize, line: usize): usize {
  let at = start;
  isLater = false;
  while (at != 0 && !seesProtocol(at)) {
    const what = load<u64>(at) & SIX;
    if (endsPacket(at, line)) return hidden(at, line);
    if (isTruncated(at)) return hidden(at + 10, line);
    if (what == _FRAG_) {
      if (load<u64>(at, 6) == TRUNCATE && load<u8>(at, 14) == LETTER_D)
        return hidden(at + 15, line);
      at = fragmentEnd(at + 6);
    } else if (what == _OPT_OPEN) {
      const isLast = (load<u64>(at, 6) & FIVE) == _ESP_;
      at = headerEnd(at + 6, line);
      if (isLast && at != 0) return hidden(at, line);
    } else return 0;
  }
  return at == 0 ? 0 : scanProtocol(at, line, ICMPV6, isLater);
}

function hidden(at: usize, line: usize): usize {
  hideProtocol(line);
  return wordEnd(at, line);
}

/** Whether nothing follows behind the blank at `at`, or behind a bracket that has none. */
function endsPacket(at: usize, line: usize): bool {
  if (line == quoted) return load<u8>(at + i32(load<u8>(at) == BLANK)) == CLOSE_QUOTE;
  return at + 1 == lineEnd || (at == lineEnd && load<u8>(at - 1) == CLOSE);
}

/** Behind ` FRAG:`: the offset, whether more follow, and the ID. */
function fragmentEnd(start: usize): usize {
  isLater = isLater || load<u8>(start) != ZERO;
  let at = numberEnd(start, SHORT_MAX);
  if (load<u64>(at) == _INCOMPL && (load<u32>(at, 8) & THREE) == ETE) at += 11;
  if (load<u32>(at) != _ID_ || !isHexWord(at + 4)) return 0;
  return load<u8>(at, 12) == BLANK ? at + 12 : 0;
}

/** Behind ` OPT (`: one header, or nothing, and its bracket. */
function headerEnd(start: usize, line: usize): usize {
  let at = start;
  if ((load<u64>(at) & SIX) == _FRAG_) at = fragmentEnd(at + 6);
  else if (load<u32>(at) == _AH_) at = securityEnd(at + 3);
  else if ((load<u64>(at) & FIVE) == _ESP_) at = securityEnd(at + 4);
  return at != 0 && load<u16>(at) == _CLOSE ? wordEnd(at + 2, line) : 0;
}

/** Behind AH and ESP: their index, how short they are, or nothing. */
function securityEnd(at: usize): usize {
  if ((load<u64>(at) & SEVEN) == _SPI_0X) return hexEnd(at + 7);
  const end = incompleteEnd(at);
  return end != 0 ? end : at;
}
