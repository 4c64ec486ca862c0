/** Genuine lines for the core, and of which kinds they are. */
import { GENUINE, kmsgText } from '../../parser/lines.ts';

/** Kinds that the core takes, each by what tells a line of it. */
export const KINDS = [
  ['TCP', /MAC.*DST=\d+\..*PROTO=TCP .* URGP=0 $/],
  ['UDP', / OUT=\S+ .*DST=\d+\.\S+ LEN=\d+ TOS.* ID=\d+ (DF )?PROTO=UDP .* LEN=\d+ $/],
  ['TCP over IPv6', / DST=[0-9a-f]+:.*PROTO=TCP .*URGP=0 $/],
  ['TCP with options', /MAC=.* DST=\d+\..*URGP=0 OPT \(\w+\) $/],
  ['a quoted packet', /MAC=.*TYPE=3 CODE=[^4] \[SRC.*LEN=\d+ \] $/],
  ['a mark', / DST=\d+\..*(URGP|LEN)=\d+ MARK=0x\w+ $/],
  ['an echo', / OUT=\S+ .*DST=\d+\.\S+ LEN=\d+ TOS.* ID=\d+ (DF )?PROTO=ICMP TYPE=8/],
  ['a numbered protocol', / MAC=.*DST=\d+\..* ID=\d+ (DF )?PROTO=\d+ $/],
  ['a numbered protocol over IPv6', /DST=[0-9a-f]+:.*PROTO=\d+ $/],
  ['a message without an echo', /MAC=.*PROTO=ICMP TYPE=[^358]\d* CODE=\d+ $/],
  ['one of ICMPv6', /PROTO=ICMPv6 TYPE=[^1]\d* CODE=\d+ $/],
  ['a header taken apart', /MACDST=\S+ MACPROTO=0800 .*URGP=0 $/],
  ['IPv4 options', / ID=\d+ (DF )?OPT \(\w+\) PROTO=TCP .*URGP=0 $/],
  ['IPv6 extension headers', /FLOWLBL=\d+ (OPT \( \) )+PROTO=TCP .*URGP=0 $/],
  ['an owner', /LEN=\d+ UID=\d{1,8} GID=\d{1,8} $/],
  ['a tunnel', /MAC= SRC.*URGP=0 $/],
  ['an escaped name', /IN=\S*\\x\S* OUT=\S+ MAC=.*URGP=0 $/],
] as const;

export const TEXTS = GENUINE.map((row) => kmsgText(row.line));

const LAST_FIELD = /((URGP|LEN|SEQ|PROTO)=\d+|[^3] CODE=\d+) $/;

/** Of the kinds that the core is for. */
export const USUAL = TEXTS.filter((text) => {
  const line = String(text);
  return /^calico-packet: IN=\S* OUT=\S* (MAC\S+ )*SRC=/.test(line) && LAST_FIELD.test(line);
});
