/**
 * The examples of every property are the same in each run, so that a change is refused for what it
 * does and not by chance. Others: FAST_CHECK_SEED=7 npm test; the workflow `fuzz` draws one a
 * night.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
