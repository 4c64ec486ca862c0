/**
 * What the policy does with the packet: known from the logging window's record, never from the
 * line.
 */
export const VERDICTS = ['unknown', 'audit', 'dropped'] as const;
export type Verdict = (typeof VERDICTS)[number];
