/**
 * All of the core that JavaScript sees (hot-core.ts), and what is called seldom: what is exported
 * is not compiled into its only caller, which would be slower for it.
 */
export * from './connections';
export * from './encode';
export { scanExtensions } from './extensions';
export { scanFragment } from './fragment';
export * from './frame';
export { scanError } from './icmp';
export * from './lines';
export { decodedEnd, portsEnd } from './link';
export * from './memory';
export { countOutcomes, isPartial } from './outcome';
export { scanOther4 } from './packet';
export { askNames } from './places';
export * from './points';
export { isRefused } from './refused';
export * from './rows';
export { scanSequence, scanSetBits } from './tcp';
export * from './warm';
