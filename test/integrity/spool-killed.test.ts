/**
 * The promise: with a spool, lines that the kernel's ring has long forgotten are counted once,
 * though the aggregator was away and the agent was killed again and again meanwhile.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SpoolLab } from './spool-lab.ts';
import { RING_LINES } from './spool-ring.ts';

/** Each less than the ring holds, all together far more. */
const BURST = 400;
const KILLS = 6;

describe('an agent that is killed while the aggregator is away', () => {
  it('has lost no line, and counted none twice', async () => {
    await using lab = await SpoolLab.open();
    await lab.startAggregator();
    let agent = lab.startAgent();
    lab.log(BURST);
    await lab.expectCounted();
    await lab.stopAggregator();
    for (let kills = 0; kills < KILLS; kills++) {
      lab.log(BURST);
      // One time when all is kept, one time anywhere before.
      if (kills % 2 === 0) await agent.until((line) => line.kept === lab.logged);
      else await sleep(40 * kills);
      await agent.end('SIGKILL');
      agent = lab.startAgent();
    }
    await agent.until((line) => line.kept === lab.logged);
    await lab.startAggregator();
    await lab.expectCounted();
    expect(lab.logged).toBeGreaterThan(3 * RING_LINES);
    expect(await agent.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('tells what is lost, to the line, where there is no spool', async () => {
    await using lab = await SpoolLab.open();
    await lab.startAggregator();
    const first = lab.startAgent({ spool: '' });
    lab.log(BURST);
    await lab.expectCounted();
    await lab.stopAggregator();
    lab.log(BURST);
    await first.end('SIGKILL');
    lab.log(RING_LINES);
    await lab.startAggregator();
    lab.startAgent({ spool: '' });
    await lab.expectCounted(BURST);
  }, 60_000);

  it('is not disturbed by an aggregator that is set up anew', async () => {
    await using lab = await SpoolLab.open();
    await lab.startAggregator();
    const agent = lab.startAgent();
    await agent.until((line) => line.kept === 0);
    await lab.stopAggregator();
    lab.log(BURST);
    await agent.until((line) => line.kept === lab.logged);
    await agent.end('SIGKILL');
    lab.log(BURST);
    const next = lab.startAgent();
    await next.until((line) => line.kept === lab.logged);
    await lab.startAggregator('other.db');
    await lab.expectCounted();
  }, 60_000);

  it('gives way to another agent that counted meanwhile: no line is counted twice', async () => {
    await using lab = await SpoolLab.open();
    await lab.startAggregator();
    const agent = lab.startAgent();
    await agent.until((line) => line.kept === 0);
    await lab.stopAggregator();
    lab.log(BURST);
    await agent.until((line) => line.kept === lab.logged);
    await agent.end('SIGKILL');
    await lab.startAggregator();
    const other = lab.startAgent({ spool: '' });
    await lab.expectCounted();
    await other.end('SIGTERM');
    lab.log(BURST);
    const again = lab.startAgent();
    await lab.expectCounted();
    expect(again.printed.some(({ said }) => String(said).includes('overtaken'))).toBe(true);
  }, 60_000);
});

describe('a spool', () => {
  it('is used by one agent at a time', async () => {
    await using lab = await SpoolLab.open();
    await lab.startAggregator();
    const agent = lab.startAgent();
    await agent.until((line) => line.kept === 0);
    const second = lab.startAgent();
    await second.until((line) => 'ended' in line);
    expect(second.printed).toContainEqual({
      ended: expect.stringContaining('in use by another agent'),
    });
    await agent.end('SIGKILL');
    const third = lab.startAgent();
    await third.until((line) => 'pid' in line);
    lab.log(10);
    await lab.expectCounted();
  }, 60_000);
});
