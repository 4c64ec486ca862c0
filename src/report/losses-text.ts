/** What was lost, in a few words. */
import type { Loss } from '../flow/loss.ts';

/** `kmsg_overrun 12, boot_gap ?`: counts by cause, a question mark where the size is not known. */
export function lossesText(losses: readonly Loss[]): string {
  const counts = new Map<string, number | undefined>();
  for (const { cause, count } of losses) {
    const before = counts.has(cause) ? counts.get(cause) : 0;
    counts.set(cause, before === undefined || count === undefined ? undefined : before + count);
  }
  return [...counts].map(([cause, count]) => `${cause} ${count ?? '?'}`).join(', ') || '0';
}
