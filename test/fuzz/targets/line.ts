/** Text of one LOG line: scanner and grammar agree, and what is accepted prints as it was. */
import assert from 'node:assert/strict';
import { packetFields } from '../../../src/parser/fields.ts';
import { LineParser } from '../../../src/parser/line-parser.ts';
import { FLOW, OUTCOMES, REASON, REASONS } from '../../../src/parser/packet.ts';
import { createPrefixMatcher } from '../../../src/parser/prefix.ts';
import { GENUINE, kmsgText } from '../../parser/lines.ts';
import { renderLine } from '../../parser/render.ts';
import type { Target } from '../target.ts';

const WORDS = [
  ...['IN=', ' OUT=', 'MAC=', 'SRC=', 'DST=', 'LEN=', 'TOS=0x00 ', 'PREC=', 'TTL=', 'ID=', 'DF '],
  ...['PROTO=TCP ', 'PROTO=UDP ', 'PROTO=ICMP ', 'PROTO=ICMPv6 ', 'PROTO=SCTP ', 'SPT=', 'DPT='],
  ...['SEQ=', 'ACK=', 'WINDOW=', 'RES=0x00 ', 'SYN ', 'URGP=', 'OPT (', ') ', 'FRAG:', 'MARK=0x'],
  ...['[', '] ', ' ', '\\x0a', '\\x1b', 'INCOMPLETE [', 'UID=', 'GID=', 'PHYSIN=', 'HOPLIMIT='],
  ...['fe80:0000:0000:0000:0000:0000:0000:0001', '255.255.255.255', 'calico-packet: ', 'ARP '],
];

const PADDING = Buffer.from('\nnext line SRC=9.9.9.9 DST=9.9.9.9 DPT=9 URGP=0 '.repeat(4));

const parsers = [
  { prefixes: createPrefixMatcher(['calico-packet']), trusted: true },
  { prefixes: undefined, trusted: true },
  { prefixes: undefined, trusted: false },
].map((options) => ({
  trusted: options.trusted,
  scanning: new LineParser(options),
  reading: new LineParser(options),
}));

export const target: Target = {
  words: WORDS,
  seeds: () => GENUINE.map(({ line }) => kmsgText(line)),
  run: (input) => parsers.map((pair) => outcomeOf(pair, Buffer.from(input))).join(' '),
};

function outcomeOf({ scanning, reading, trusted }: (typeof parsers)[number], text: Buffer): string {
  const roomy = Buffer.concat([text, PADDING]);
  const scanned = scanning.parse(roomy, 0, text.length);
  const read = reading.parse(text, 0, text.length);
  const reason = REASONS[reading.packet[REASON]!] ?? '';
  if (scanned !== FLOW || reason !== 'bad_mac') {
    assert.equal(OUTCOMES[scanned], OUTCOMES[read]);
    assert.deepEqual(
      packetFields(roomy, scanning.packet, true),
      packetFields(text, reading.packet, true),
    );
  }
  if (read !== FLOW) return `${OUTCOMES[read]} ${reason}`;
  const fields = packetFields(text, reading.packet, true);
  if (fields.unknown_tokens !== undefined) return 'flow with unknown tokens';
  const plain = trusted ? unended : undialected;
  assert.equal(plain(renderLine(text, reading.packet)), plain(text.toString('latin1')));
  return `flow ${Object.keys(fields).sort().join(',')}`;
}

/** Without the last blank, which is no part of any field. */
function unended(line: string): string {
  return line.replace(/ $/, '');
}

/**
 * Relays double blanks; printers outside the kernel, such as ulogd, leave out `0x`, and what is
 * mostly 0. Nothing else differs.
 */
function undialected(line: string): string {
  return line
    .trimEnd()
    .replaceAll(/ +/g, ' ')
    .replaceAll(/(TOS|PREC|MARK)=0x/g, '$1=')
    .replaceAll(/ (RES=0x00|URGP=0)(?= |$)/g, '');
}
