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
/** Of the packets that tell that journald has come so far. */
const SPARE_PORT = 9_000;
const SPARES_MAX = 100;

/** The lines of a prefix that journald has stored. */
async function stored(lab: JournalLab, prefix: string): Promise<string[]> {
  const messages = candidates(await lab.entries()).map(({ message }) => message);
  return messages.filter((message) => message.startsWith(prefix));
}

/** One more packet after another, until one of them is stored: the ring is everybody's. */
async function sendUntilStored(lab: JournalLab, packets: LoggedPackets): Promise<void> {
  for (let port = SPARE_PORT; port < SPARE_PORT + SPARES_MAX; port++) {
    await packets.send(port, 1);
    await lab.sync();
    if ((await stored(lab, packets.prefix)).some((line) => line.includes('DPT=9'))) return;
  }
  throw new Error('the kernel logs nothing, or journald stores nothing of it');
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
      await sendUntilStored(lab, packets);
      const truth = await stored(lab, packets.prefix);
      expect(truth.length).toBeGreaterThan(PACKETS / 4);
      await follower.untilGiven(truth.at(-1)!);
      const { messages } = await follower.stop();
      expect(messages.filter((message) => message.startsWith(packets.prefix))).toEqual(truth);
    },
    { isKernelReal: true },
  );
});
