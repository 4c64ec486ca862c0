/**
 * What the policy does with the packet: known from the logging window's record, never from the
 * line.
 */
export const VERDICTS = ['unknown', 'audit', 'dropped'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One packet meets several rules: the strictest verdict is what became of it. */
export function stricter(a: Verdict, b: Verdict): Verdict {
  return VERDICTS.indexOf(a) > VERDICTS.indexOf(b) ? a : b;
}
