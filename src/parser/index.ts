/** Public face of `dropcast/parser`: bytes of kernel LOG lines to fields. Pure, no I/O. */
export { type Fields, packetFamily, packetFields, rangeText } from './fields.ts';
export { LineParser, type LineParserOptions } from './line-parser.ts';
export * from './packet.ts';
export { createPrefixMatcher, type PrefixMatcher } from './prefix.ts';
