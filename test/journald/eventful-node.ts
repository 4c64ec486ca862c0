/**
 * A node's life in small: LOG lines and other kernel records, forgers, an overrun, rotations, a
 * journald that is killed and leaves a `~` file, a user's journal, and a second boot.
 */
import type { Random } from '../../bench/random.ts';
import { GENUINE } from '../parser/lines.ts';
import { type KmsgRecord, USER_WARNING } from './kernel-feed.ts';
import type { JournalLab } from './lab.ts';
import { send } from './user-space.ts';

const LINES: readonly string[] = GENUINE.map(({ msg }) => String(msg));
/** Not of the system: its entries go to user-1000.journal. */
const USER = 1_000;
const OVERRUN = 437;
const GAP_US_MAX = 5_000;
/** Over the size from which journald compresses. */
const LONG_BYTES = 700;

/** Leaves journald ended and its files closed. */
export async function liveThrough(lab: JournalLab, random: Random): Promise<void> {
  await lab.start();
  await lab.kernel.write(records(random, 6));
  await forge(lab, random);
  await lab.settle();
  await lab.rotate();
  await lab.kernel.write(records(random, 6));
  lab.kernel.skip(OVERRUN);
  await lab.kernel.write(records(random, 3));
  await forge(lab, random);
  await lab.settle();
  await lab.rotate();
  await lab.kernel.write(records(random, 4));
  await lab.stored();
  await lab.end('SIGKILL');
  await lab.start();
  await lab.kernel.write(records(random, 4));
  await lab.settle();
  await lab.shutDown();
  await lab.start();
  await lab.kernel.write(records(random, 6));
  await lab.settle();
  await lab.end('SIGTERM');
}

/** Records of every kind, `count` of each: times rise from the first call to the next. */
function records(random: Random, count: number): KmsgRecord[] {
  let timeUs = 4_000_000;
  const next = (text: string, priority?: number): KmsgRecord => {
    timeUs += 1 + random.below(GAP_US_MAX);
    return { text, timeUs, ...(priority !== undefined && { priority }) };
  };
  return Array.from({ length: count }, () => [
    next(random.pick(LINES)),
    next('eth0: renamed from veth1a2b3c'),
    next(random.pick(LINES), USER_WARNING),
    next(`calico-packet: [8725]: segfault in a\n${random.pick(LINES)}\nz`),
    next(random.pick(LINES).repeat(5).slice(0, LONG_BYTES)),
    next(`calico-packet: IN=caf\xe9\x01\x7f OUT=\x1b[2J `),
  ]).flat();
}

/** LOG lines that the kernel did not print, as like to it as journald lets them be. */
async function forge({ machine }: JournalLab, random: Random): Promise<void> {
  const like = 'SYSLOG_IDENTIFIER=kernel\nSYSLOG_FACILITY=0\n_TRANSPORT=kernel';
  const entry = (): string => `MESSAGE=${random.pick(LINES)}\n${like}\n`;
  for (const uid of [0, USER]) {
    await send(machine, { uid, to: 'socket' }, [entry(), entry()]);
    await send(machine, { uid, to: 'dev-log' }, [`<4>kernel: ${random.pick(LINES)}`]);
  }
}
