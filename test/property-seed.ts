/**
 * The examples of every property are the same in each run, so that a change is refused for what it
 * does and not by chance. Others: FAST_CHECK_SEED=7 npm test; the workflow `fuzz` draws one a
 * night.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';

const seed = Number(process.env.FAST_CHECK_SEED || 1);
assert(Number.isSafeInteger(seed), 'FAST_CHECK_SEED is no whole number');
fc.configureGlobal({ seed });
