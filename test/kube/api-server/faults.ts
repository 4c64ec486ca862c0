/**
 * What goes wrong on purpose: a queue of faults, each for the next request with its verb (and
 * resource). Faults of the network as a whole are in relay.ts.
 */
import { failure, type Status } from './status.ts';

/** A stream that ends badly: after so many whole writes (a list is one, a watch event is one). */
export interface StreamFault {
  readonly ending: 'silent' | 'reset' | 'cut' | 'error';
  readonly afterWrites: number;
  /** Of `error`: the object of the ERROR event; the stream then ends, as the real one does. */
  readonly status?: Status;
  /** Half of the next write still goes out. */
  readonly midObject?: boolean;
}

export interface Fault {
  /** Answered instead. */
  readonly refusal?: Refusal;
  /** The answer waits for it. */
  readonly hold?: Promise<unknown>;
  readonly stream?: StreamFault;
}

export interface Refusal {
  readonly code: number;
  /** A Status goes out in the form that was asked for; text as it is. */
  readonly body: Status | string;
  readonly retryAfterSeconds?: number | undefined;
}

export const refuse = (status: Status, retryAfterSeconds?: number): Fault => ({
  refusal: { code: status.code, body: status, retryAfterSeconds },
});

/** Priority and fairness turns requests away in plain text. */
export const tooManyRequests = (retryAfterSeconds = 1): Fault => ({
  refusal: {
    code: 429,
    body: 'Too many requests, please try again later.\n',
    retryAfterSeconds,
  },
});

/** A load balancer without a server behind it. */
export const badGateway = (): Fault => ({
  refusal: { code: 502, body: '<html><body>502 Bad Gateway</body></html>\n' },
});

export const unavailable = (): Fault =>
  refuse(failure(503, 'apiserver is shutting down', { reason: 'ServiceUnavailable' }));

/** Answers only once `until` has settled. */
export const hold = (until: Promise<unknown>): Fault => ({ hold: until });

/** Half-open: says nothing more, never ends. */
export const goSilent = (afterWrites = 0): Fault => ({
  stream: { ending: 'silent', afterWrites },
});

/** The connection is reset in the middle of an object. */
export const reset = (afterWrites = 0): Fault => ({
  stream: { ending: 'reset', afterWrites, midObject: true },
});

/** The answer ends, cleanly to all appearance, in the middle of an object. */
export const cut = (afterWrites = 0): Fault => ({
  stream: { ending: 'cut', afterWrites, midObject: true },
});

/** An ERROR event in a watch. */
export const errorEvent = (status: Status, afterWrites = 0): Fault => ({
  stream: { ending: 'error', afterWrites, status },
});

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

interface Planned {
  readonly verb: Verb;
  readonly fault: Fault;
  readonly plural: string | undefined;
}

export class Faults {
  readonly #planned: Planned[] = [];

  /** Meets the next request with this verb (for `plural`, if given) that no earlier fault meets. */
  next(verb: Verb, fault: Fault, plural?: string): void {
    this.#planned.push({ verb, fault, plural });
  }

  /** How many have not met a request yet. */
  get waiting(): number {
    return this.#planned.length;
  }

  take(verb: string, plural: string): Fault | undefined {
    const at = this.#planned.findIndex(
      (planned) => planned.verb === verb && (planned.plural ?? plural) === plural,
    );
    return at < 0 ? undefined : this.#planned.splice(at, 1)[0]!.fault;
  }
}
