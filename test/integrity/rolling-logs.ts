/** Logs of a node whose agents are replaced, written to for as long as a test wants. */
import { join } from 'node:path';
import type { Random } from '../../bench/random.ts';
import { KernelLog } from '../chaos/kernel-log.ts';
import { Packets } from '../chaos/packets.ts';
import { RotatedLog } from '../chaos/rotated-log.ts';
import type { NodeLog } from './rolling-node.ts';

const ROTATION_MS = 3_000;
/** After a rotation, until the last writer has heard of it. */
const LATE_MS = 700;

/** A log in `folder` that is rotated all the while. */
export async function rotatedLog(folder: string, random: Random): Promise<NodeLog> {
  const packets = new Packets(1, random);
  const log = new RotatedLog(join(folder, 'kern.log'), packets, random);
  return {
    ...{ source: 'file', path: log.path, packets },
    async run(signal) {
      const rotations = setInterval(() => void log.rotate(LATE_MS), ROTATION_MS);
      signal.addEventListener('abort', () => clearInterval(rotations), { once: true });
      await log.run(signal);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** A journal of its own; root, and journald, are needed. */
export async function journal(_folder: string, random: Random): Promise<NodeLog> {
  const packets = new Packets(1, random);
  const log = new KernelLog(packets, random);
  await log.start();
  return {
    ...{ source: 'journal', path: log.path, packets },
    run: (signal) => log.run(signal),
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
}
