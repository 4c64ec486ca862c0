/**
 * Where the knowledge of a flow comes from, and how far it may be trusted: a text file's lines may
 * be anybody's, since a process can get a byte-perfect LOG line into it through its own name.
 */

/**
 * `text`: LOG lines of a text file. `kernel`: LOG lines framed by the kernel or the journal.
 * `conntrack`: connections that were open already when they were looked at; never logged lines.
 */
export const ORIGINS = ['text', 'kernel', 'conntrack'] as const;
export type Origin = (typeof ORIGINS)[number];

export type FlowTrust = 'low' | 'high';

/** What may be built on it: only the kernel's own words are high. */
export function trustOf(origin: Origin): FlowTrust {
  return origin === 'text' ? 'low' : 'high';
}

/** The better of two origins of one edge; a pre-existing one never meets the others. */
export function betterOrigin(a: Origin, b: Origin): Origin {
  return ORIGINS.indexOf(a) >= ORIGINS.indexOf(b) ? a : b;
}
