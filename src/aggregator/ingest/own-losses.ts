/** What an agent may name in its losses: its source, so that they add up to a bounded number. */
import { addLoss, type Loss } from '../../flow/loss.ts';

/** One for each cause, known and unknown sizes apart; the name of `source`, or how it begins. */
export function ownLosses(losses: readonly Loss[], source: string): Loss[] {
  const own: Loss[] = [];
  for (const loss of losses) {
    const isOwn = loss.source !== '' && source.startsWith(loss.source);
    addLoss(own, isOwn ? loss : { ...loss, source });
  }
  return own;
}
