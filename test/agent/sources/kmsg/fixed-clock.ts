/** A clock for tests that are not about time: nothing drifts, and the wall clock never steps. */
import { KmsgClock } from '../../../../src/agent/sources/kmsg/kmsg-clock.ts';

/** Records stamped up to this are in its past; none are known to be live. */
export function fixedClock(bootUs: number, monotonicUs = 1e12): KmsgClock {
  return new KmsgClock(() => ({ monotonicUs, offsetUsMin: bootUs, offsetUsMax: bootUs }));
}
