/**
 * The promise, on the real kernel: lines that its LOG rule printed, its ring held and journald
 * stored are given once each, also when journald dies meanwhile.
 */
import { describe, expect } from 'vitest';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { Follower } from '../journald/follower.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { LoggedPackets } from '../journald/logged-packets.ts';
import { candidates } from '../journald/truth.ts';

const PACKETS = 600;
const FIRST_PORT = 10_000;
const SPARE_PORT = 9_000;

/** The lines of a prefix that journald has stored. */
async function stored(lab: JournalLab, prefix: string): Promise<string[]> {
  const messages = candidates(await lab.entries()).map(({ message }) => message);
  return messages.filter((message) => message.startsWith(prefix));
}

describe("the kernel's own LOG lines", () => {
  inLab(
    'are given once each over the death of journald',
    async (lab) => {
      await using packets = await LoggedPackets.open();
      await lab.start();
      const options = { directories: [lab.machine.directory], pollMs: 20 };
      await using follower = new Follower(new JournalSource(options));
      await packets.send(FIRST_PORT, PACKETS);
      await lab.end('SIGKILL');
      await packets.send(FIRST_PORT + PACKETS, PACKETS / 4);
      await lab.start();
      await packets.send(SPARE_PORT, 1);
      await lab.holds(`DPT=${SPARE_PORT} `);
      const truth = await stored(lab, packets.prefix);
      expect(truth.length).toBeGreaterThan(PACKETS / 4);
      await follower.untilGiven(truth.at(-1)!);
      const { messages } = await follower.stop();
      expect(messages.filter((message) => message.startsWith(packets.prefix))).toEqual(truth);
    },
    { isKernelReal: true },
  );
});
