/** Entries that share one message: journald may not have linked the last one to it yet. */
import { describe, expect, it } from 'vitest';
import { JournalBuilder, kernelEntry } from './journal-builder.ts';
import { Reading } from './reading.ts';

describe('a repeated message', () => {
  it.each([false, true])('is given each time (compact: %s)', (isCompact) => {
    using reading = new Reading();
    const builder = new JournalBuilder({ isCompact }).append(
      ...[1, 2, 3].map((seqnum) => kernelEntry(seqnum, 'IN=same')),
    );
    builder.archive().write(reading.path, 'a.journal');
    expect(reading.start().read().texts).toEqual(['IN=same', 'IN=same', 'IN=same']);
  });

  it.each([false, true])(
    'is given though its last entry is not linked (compact: %s)',
    (isCompact) => {
      using reading = new Reading();
      const builder = new JournalBuilder({ isCompact });
      builder.append(kernelEntry(1, 'IN=same'), kernelEntry(2, 'IN=2'));
      builder.append({ ...kernelEntry(3, 'IN=same'), isDangling: true });
      builder.archive().write(reading.path, 'a.journal~');
      const { texts, rejected } = reading.start().read();
      expect({ texts, rejected }).toEqual({ texts: ['IN=same', 'IN=2', 'IN=same'], rejected: {} });
    },
  );

  it.each([false, true])(
    'is given while its last entry is being linked (compact: %s)',
    (isCompact) => {
      using reading = new Reading();
      const builder = new JournalBuilder({ isCompact });
      builder.append(kernelEntry(1, 'IN=same'), kernelEntry(2, 'IN=2'), kernelEntry(3, 'IN=same'));
      builder.bytes.writeBigUInt64LE(1n, builder.offsetOf('MESSAGE=IN=same') + 56);
      builder.write(reading.path, 'system.journal');
      const { texts, rejected } = reading.start().read();
      expect({ texts, rejected }).toEqual({ texts: ['IN=same', 'IN=2', 'IN=same'], rejected: {} });
    },
  );
});
