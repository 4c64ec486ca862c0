/** Questions of commands that outlive a restart of the aggregator. */
import type { Aggregator } from './ask.ts';
import { LaterError } from './persist.ts';

/** gRPC status codes behind which a better time may come (grpc/grpc doc/statuscodes.md). */
const LATER_CODES: ReadonlySet<unknown> = new Set([4, 8, 14]);

/** Rejects with LaterError where `attempt` may succeed later, else with what it rejects with. */
export async function askLater<T>(
  { place }: Pick<Aggregator, 'place'>,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    const { code, details } = cause as { code?: unknown; details?: string };
    if (!LATER_CODES.has(code)) throw cause;
    throw new LaterError(`the aggregator ${place} cannot be asked: ${details}`, 0, {
      cause,
    });
  }
}
