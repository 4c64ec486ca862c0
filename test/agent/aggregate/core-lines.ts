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
  ['UDPLITE', / ID=\d+ PROTO=UDPLITE SPT/],
  ['UDPLITE over IPv6', /FLOWLBL=\d+ PROTO=UDPLITE SPT/],
  ['ESP', / ID=\d+ PROTO=ESP SPI=0x1 /],
  ['AH', / ID=\d+ PROTO=AH SPI/],
  ['congestion', / CE DF PROTO=TCP/],
  ['a first fragment', / MF PROTO=UDP SPT/],
  ['a fragment between', / MF FRAG:\d+ PROTO=ICMP $/],
  ['a last fragment', / ID=\d+ FRAG:\d+ PROTO=ESP MARK/],
  ['a fragment without a protocol', / MF FRAG:\d+ $/],
  ['a fragment of IPv6', /FLOWLBL=0 FRAG:1448 INCOMPLETE ID:\w+ PROTO=UDP $/],
  ['a first fragment of IPv6', /FLOWLBL=0 FRAG:0 INCOMPLETE ID:\w+ PROTO=UDP SPT/],
  ['fragments in fragments', /FLOWLBL=0 (FRAG:0 ID:\w+ ){2}PROTO=TCP/],
  ['a fragment among options', /FLOWLBL=0 OPT \( FRAG:2896 ID:\w+ \) PROTO=UDP/],
  ['a fragment without what it is of', /FLOWLBL=0 FRAG:1448 ID:\w+ $/],
  ['one whose header is cut', /FRAG:TRUNCATED $/],
  ['AH among options', /OPT \( AH \)$/],
  ['ESP among options', /OPT \( ESP SPI=\w+ \)$/],
  ['a short ESP among options', /OPT \( ESP INCOMPLETE \[4 bytes\] \)$/],
  ['IPv6 without a protocol', /LEN=44 TC=0 HOPLIMIT=63 FLOWLBL=0 $/],
  ['a cut IPv6 header', /FLOWLBL=0 TRUNCATED$/],
  ['a cut IPv4 header', /ID=\d+ TRUNCATED$/],
  ['a short TCP', / PROTO=TCP INCOMPLETE \[19 bytes\] $/],
  ['a short ICMP', / PROTO=ICMP INCOMPLETE \[3 bytes\] $/],
  ['a short message', / CODE=0 INCOMPLETE \[8 bytes\] $/],
  ['cut TCP options', /OPT \(TRUNCATED\)$/],
  ['sequence numbers', /=\d+ DF PROTO=TCP .* SEQ=\d+ ACK=\d+ .*ACK SYN URGP=0 $/],
  ['sequence numbers over IPv6', /FLOWLBL=0 PROTO=TCP .* SEQ=\d+ ACK=\d+ /],
  ['reserved bits', /RES=0x38 SYN URGP=0 $/],
  ['accurate congestion', /RES=0x00 AE SYN URGP=0 $/],
  ['an urgent pointer', /URG ACK URGP=17 $/],
  ['an MTU', /CODE=4 \[.*\] MTU=\d+ $/],
  ['an MTU alone', /CODE=4 MTU=\d+ $/],
  ['an MTU of IPv6', /TYPE=2 CODE=0 \[.*\] MTU=\d+ $/],
  ['a gateway', /TYPE=5 CODE=1 GATEWAY=10\S+ \[/],
  ['a pointer', /TYPE=4 CODE=1 POINTER=\w+ \[/],
  ['a parameter', / PARAMETER=\d+ $/],
  ['a quoted error', /CODE=1 \[.* TYPE=3 CODE=4 MTU=\d+ \] $/],
  ['a quoted gateway', /CODE=1 \[.* GATEWAY=\S+ \] $/],
  ['a quoted short packet', /CODE=3 \[.* PROTO=AH INCOMPLETE \[8 bytes\] \] $/],
  ['a quoted cut packet', /TTL=3 ID=5 TRUNCATED\] MARK=/],
  ['a quoted fragment', /CODE=4 \[.*OPT \( FRAG:\d+ INCOMPLETE ID:\w+ \) PROTO=UDP \] /],
  ['a quoted ESP', /OPT \( ESP SPI=0x1 \)\] /],
  ['nothing quoted', /CODE=4 \[TRUNCATED\] $/],
  ['a bridge', / PHYSIN=\S+ PHYSOUT=\S+ MAC=.*TYPE=8/],
  ['a port without a bridge behind it', / OUT= PHYSIN=\S+ MAC=/],
  ['a VLAN', / PHYSOUT=\S+ MACSRC=\S+ MACDST=\S+ VPROTO=8100 VID=100 MACPROTO=0800 /],
  ['a large group', / GID=4294967294 $/],
  ['a line that may have been cut', /^.{976,}URGP=0 $/],
  ['ARP', / ARP .*OPCODE=2 MACSRC/],
  ['ARP without addresses', / ARP .*OPCODE=1$/],
  ['a short ARP', / ARP .*INCOMPLETE \[19 bytes\]$/],
  ['ARP and its header taken apart', /MACPROTO=0806 ARP/],
  ['no IP', / MAC=\S+:88:47 $/],
  ['a cut packet', / MAC=\S+:08:00 TRUNCATED$/],
  ['nothing at all', / OUT= TRUNCATED$/],
] as const;

export const TEXTS = GENUINE.map((row) => kmsgText(row.line));

export function lineLike(pattern: RegExp): Buffer {
  const line = TEXTS.find(
    (text) => /^calico-packet: /.test(String(text)) && pattern.test(String(text)),
  );
  if (line === undefined) throw new Error(`no line is like ${pattern}`);
  return line;
}

/** A usual line of the same interfaces, which makes them known. */
export function withNamesOf(line: Buffer): Buffer {
  const packet = 'SRC=10.0.0.1 DST=10.0.0.2 LEN=40 TOS=0x00 PREC=0x00 TTL=63 ID=1 PROTO=47 ';
  return Buffer.from(
    line.toString('latin1').replace(/ OUT=(\S*) .*/s, ` OUT=$1 ${packet}`),
    'latin1',
  );
}

const NUMBERS = ['0', '00', '012', '255', '256', '8192', '65535', '65536', '4294967296', ''];

/** The line with a field gone, taken from another line, moved, or with another number. */
export function misplaceField(text: Buffer, other: Buffer, random: () => number): Buffer {
  const below = (n: number): number => Math.floor(random() * n);
  const fields = text.toString('latin1').split(' ');
  const others = other.toString('latin1').split(' ');
  const at = below(fields.length);
  const field = fields[at]!;
  const changes = [
    () => fields.splice(at, 1),
    () => fields.splice(at, 0, others[below(others.length)]!),
    () => fields.splice(at, 1, ...fields.splice(below(fields.length), 1, field)),
    () => fields.splice(at, 1, field.replace(/\d+/, NUMBERS[below(NUMBERS.length)]!)),
  ];
  changes[below(changes.length)]!();
  return Buffer.from(fields.join(' '), 'latin1');
}

const LAST_FIELD = /((URGP|LEN|SEQ|PROTO)=\d+|[^3] CODE=\d+) $/;

/** Of the kinds that the core is for. */
export const USUAL = TEXTS.filter((text) => {
  const line = String(text);
  return /^calico-packet: IN=\S* OUT=\S* (MAC\S+ )*SRC=/.test(line) && LAST_FIELD.test(line);
});
