/** All of the core that JavaScript sees (hot-core.ts). */
export * from './connections';
export * from './encode';
export * from './frame';
export * from './lines';
export * from './memory';
export * from './points';
export * from './rows';
export * from './warm';
