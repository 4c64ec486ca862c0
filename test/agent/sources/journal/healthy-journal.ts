/** A sound journal for those who damage it: LOG lines, records of others, losses told. */
import { JournalBuilder, kernelEntry, missedEntry, otherEntry } from './journal-builder.ts';

export interface HealthyJournal {
  readonly bytes: Buffer;
  /** Of its LOG lines. */
  readonly messages: readonly string[];
}

export function healthyJournal(isCompact: boolean): HealthyJournal {
  const builder = new JournalBuilder({ isCompact });
  const messages: string[] = [];
  for (let n = 1; n <= 60; n += 3) {
    messages.push(`calico-packet: IN=cali${n % 12} OUT=eth0 ID=${n % 12}`);
    builder.append(kernelEntry(n, messages.at(-1)!), otherEntry(n + 1, `IN=evil${n}`));
    builder.append(missedEntry(n + 2, n));
  }
  return { bytes: builder.bytes, messages };
}
