/**
 * For a program that is over within a second: V8 takes a function for hot after 400 calls, and what
 * is called for each of some thousand flows would be compiled on other threads, to be thrown away.
 * What is called for each of many lines still is compiled.
 */
import { setFlagsFromString } from 'node:v8';

/** Calls before each of V8's two optimising compilers takes a function on. */
const LATER = ['--invocation-count-for-maglev=10000', '--invocation-count-for-turbofan=30000'];

/** From now on, in this process. */
export function compileLate(): void {
  for (const flag of LATER) setFlagsFromString(flag);
}
