/**
 * Where point-runs.ts keeps its runs: plain constants in a file of their own, since the core
 * (core/) is compiled with them, too.
 */

/**
 * Places of runs, each for one of all runs with its hash: a power of two, and many times the points
 * of a node, since runs that share a place take it from each other at each line. Only places in use
 * are touched.
 */
export const RUNS = 16_384;

// A place: where the names lie, how long the run is, the point, and the run, in whole words.
export const SPANS = 0;
export const LENGTH = 1;
export const RUN_POINT = 2;
export const TEXT = 3;
export const RUN_WORDS = 32;

/** Shorter than two words no run is, with `IN=` and ` OUT=`. */
export const RUN_BYTES_MIN = 8;
export const RUN_BYTES_MAX = (RUN_WORDS - TEXT) * 4;
