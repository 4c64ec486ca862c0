import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addAccount } from '../../src/agent/observe.ts';
import type { RecordBlock } from '../../src/agent/sources/source.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { build, linesOf } from './pipeline-bench.ts';
import { blockOf, synLine } from './scripted-source.ts';

const line = fc.oneof(
  fc.tuple(fc.nat(40), fc.nat(3)).map(([host, port]) => synLine(host, port)),
  fc.constantFrom('usb 1-1: new device', 'calico-packet: IN=eth0', 'calico-packet: nonsense', ''),
  fc.nat(200).map((length) => synLine(1, 80).slice(0, length)),
  fc.string({ maxLength: 30 }),
);
const block = fc
  .record({ lines: fc.array(line, { maxLength: 12 }), ignored: fc.nat(5), too_long: fc.nat(2) })
  .map(({ lines, ignored, too_long }): RecordBlock => {
    const read = lines.length + ignored + too_long;
    const spoofed = ignored >> 1;
    return blockOf('c', lines, { read, ignored, spoofed, rejectedByReason: { too_long } });
  });

describe('the account', () => {
  it('adds up: read = parsed + ignored + rejected, and parsed lines are in flows', async () => {
    const blocks = fc.array(block, { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(blocks, fc.integer({ min: 1, max: 30 }), async (given, flowsMax) => {
        const bench = build({ flowsMax });
        bench.source.give(...given, 'end');
        await bench.pipeline.run({ cursor: '' }, bench.stop.signal);
        await bench.pipeline.finish(bench.stop.signal);
        const sum = emptyAccount();
        for (const { account } of bench.sink.batches) addAccount(sum, account);
        const reasons = Object.values(sum.rejectedByReason).reduce((a, b) => a + b, 0);
        expect(sum.read).toBe(given.reduce((total, { read }) => total + read, 0));
        expect(sum.read).toBe(sum.parsed + sum.ignored + sum.rejected);
        expect(reasons).toBe(sum.rejected);
        expect(bench.sink.batches.reduce((n, batch) => n + linesOf(batch), 0)).toBe(sum.parsed);
      }),
      { numRuns: 200 },
    );
  });
});
