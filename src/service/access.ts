/**
 * Who may do what: asked once per stream or question, before anything of it is read.
 * The aggregator asks certificates and the API server (aggregator/access/); where plain text was
 * asked for, nobody is asked.
 */
import type { Peer } from './peer.ts';

/** Verbs on `flows.dropcast.io`, as roles name them. */
export const READ_VERBS = ['get', 'list', 'watch'] as const;
export type ReadVerb = (typeof READ_VERBS)[number];

export interface Question {
  /** `get` asks for the state of the nodes, `list` for flows, `watch` follows them. */
  readonly verb: ReadVerb;
  /** Only flows with an end in this namespace; empty: all. */
  readonly namespace: string;
}

/** For whom an agent speaks. */
export interface AgentClaim {
  readonly cluster: string;
  readonly node: string;
}

export interface Grant {
  /** For people and the log: a certificate's name, a service account; never a secret. */
  readonly who: string;
  /** What it rests on ends then, in milliseconds since the epoch: to be asked again. */
  readonly untilMs: number;
}

/** Each rejects with AccessRefusal. */
export interface Access {
  agent(peer: Peer, claim: AgentClaim): Promise<Grant>;
  reader(peer: Peer, question: Question): Promise<Grant>;
}

export const ACCESS_REFUSAL_CODES = ['unauthenticated', 'forbidden', 'unavailable'] as const;
export type AccessRefusalCode = (typeof ACCESS_REFUSAL_CODES)[number];

/** `message` is one line that may be shown to the peer: what is missing, without any secret. */
export class AccessRefusal extends Error {
  readonly code: AccessRefusalCode;
  constructor(code: AccessRefusalCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AccessRefusal';
    this.code = code;
  }
}

/** Plain text was asked for: nobody can be told from anybody. */
export const OPEN_ACCESS: Access = {
  agent: async () => ANYBODY,
  reader: async () => ANYBODY,
};

const ANYBODY: Grant = { who: 'anybody', untilMs: Number.POSITIVE_INFINITY };
