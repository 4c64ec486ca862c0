/**
 * Public face of `dropcast/parser`: bytes of kernel LOG lines to fields. Pure, no I/O.
 *
 *   const parser = new LineParser({ prefixes: undefined, trusted: false });
 *   parser.parse(bytes, 0, bytes.length); // fills parser.packet: offsets and numbers
 *   packetFields(bytes, parser.packet, false); // { prefix, in, out, src, dst, proto, … }
 */
export { type Fields, packetFamily, packetFields, rangeText } from './fields.ts';
export { LineParser, type LineParserOptions } from './line-parser.ts';
export * from './packet.ts';
export { createPrefixMatcher, type PrefixMatcher } from './prefix.ts';
