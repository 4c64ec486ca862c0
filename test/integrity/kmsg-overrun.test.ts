/**
 * The promise: every record of the kernel behind the first is counted, as read or as lost, however
 * the reader is held up or killed. On the real kernel log, with real LOG lines, where root may make
 * them.
 */
import { expect, it } from 'vitest';
import { findLabObstacle, type KmsgLab, openKmsgLab } from '../../bench/kmsg-lab.ts';
import { KmsgLedger } from './kmsg-ledger.ts';
import { type KmsgProcess, startKmsgProcess } from './kmsg-process.ts';

/** More lines than the default ring holds, 860. */
const FLOOD = { linesPerSecond: 20_000, lines: 12_000 };

/** Longer than a kernel's smallest ring lasts at the higher rate, shorter at the lower one. */
const RATES = [
  { linesPerSecond: 500, lines: 1_500 },
  { linesPerSecond: 15_000, lines: 45_000 },
];

/** Milliseconds after which readers are killed: some before they read, some in the middle. */
const LIVES = [900, 300, 1_100, 50, 700];

/** Adds blocks until all that the lab has logged is accounted for. */
async function catchUp(lab: KmsgLab, ledger: KmsgLedger, reader: KmsgProcess): Promise<void> {
  const logged = lab.countLogged();
  while (ledger.ours + ledger.lost < logged) {
    const block = await reader.next();
    if (block === undefined) throw new Error('the reader ended');
    ledger.add(block);
  }
}

function expectWholeLedger(lab: KmsgLab, ledger: KmsgLedger): void {
  const logged = lab.countLogged();
  expect(ledger.read + ledger.lost).toBe(ledger.made);
  expect(ledger.ours).toBeLessThanOrEqual(logged);
  expect(ledger.ours + ledger.lost).toBeGreaterThanOrEqual(logged);
}

/** A reader goes on where the test has counted up to, until it is killed. */
async function liveAndDie(prefix: string, ledger: KmsgLedger, lifeMs: number): Promise<void> {
  await using reader = startKmsgProcess({ prefix, cursor: ledger.cursor });
  const killer = setTimeout(() => reader.signal('SIGKILL'), lifeMs);
  for (let block = await reader.next(); block; block = await reader.next()) ledger.add(block);
  clearTimeout(killer);
}

/** Without a cursor nothing is lost by definition: one block gives one. */
async function begin(prefix: string, ledger: KmsgLedger): Promise<void> {
  await using reader = startKmsgProcess({ prefix, cursor: '' });
  ledger.add((await reader.next())!);
}

const obstacle = findLabObstacle();

it('has a kernel log to lose lines of, or says why not', () => {
  expect(obstacle ?? 'none').toEqual(expect.any(String));
});

if (obstacle === undefined) {
  it('counts exactly what a stopped reader missed', async () => {
    using lab = openKmsgLab('stop');
    const ledger = new KmsgLedger();
    await using reader = startKmsgProcess({ prefix: lab.prefix, cursor: '' });
    ledger.add((await reader.next())!);
    reader.signal('SIGSTOP');
    await lab.send(FLOOD);
    reader.signal('SIGCONT');
    await catchUp(lab, ledger, reader);
    expectWholeLedger(lab, ledger);
    expect(ledger.lost).toBeGreaterThan(0);
    expect([...ledger.causes]).toEqual(['kmsg_overrun']);
  });

  it.each(RATES)('counts each line once over kills at $linesPerSecond/s', async (burst) => {
    using lab = openKmsgLab('kill');
    const ledger = new KmsgLedger();
    await begin(lab.prefix, ledger);
    const sent = lab.send(burst);
    for (const lifeMs of LIVES) await liveAndDie(lab.prefix, ledger, lifeMs);
    await sent;
    await using reader = startKmsgProcess({ prefix: lab.prefix, cursor: ledger.cursor });
    await catchUp(lab, ledger, reader);
    expectWholeLedger(lab, ledger);
  });
}
