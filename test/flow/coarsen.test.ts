import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFlowTable } from '../../src/agent/aggregate/flow-table.ts';
import { take } from '../../src/agent/aggregate/take.ts';
import { coarsen } from '../../src/flow/coarsen.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { type Flow, OVERFLOW_LEVELS } from '../../src/flow/flow.ts';
import { estimateDistinct, mergeRegisters, REGISTERS } from '../../src/flow/hyperloglog.ts';
import { type Line, observeLines, SYN_LINE } from '../agent/aggregate/lines.ts';
import { flowOf, podOf } from '../aggregator/examples.ts';
import { flow as anyFlow } from '../wire/arbitraries.ts';

const anyLevel = fc.constantFrom(...OVERFLOW_LEVELS);
const outside = { ...unnamedEndpoint('198.51.100.7'), kind: 'outside' } as const;

/** All that is added up, and the times. */
function sumsOf(flow: Flow): Partial<Flow> {
  const { lines, duplicates, connections, bytes, tcpFlags, firstSeenUs, lastSeenUs } = flow;
  const { sourcePorts, sourcePortRegisters, answered, refused, unreachable, hour, origin } = flow;
  const counts = { lines, duplicates, connections, bytes, tcpFlags, firstSeenUs, lastSeenUs };
  return {
    ...counts,
    ...{ sourcePorts, sourcePortRegisters, answered, refused, unreachable, hour, origin },
  };
}

describe('coarsening a flow', () => {
  it('changes no count and no time', () => {
    fc.assert(
      fc.property(anyFlow, anyLevel, (flow, level) => {
        expect(sumsOf(coarsen(flow, level))).toEqual(sumsOf(flow));
      }),
    );
  });

  it('to a level that it has already changes nothing', () => {
    fc.assert(
      fc.property(anyFlow, anyLevel, (flow, level) => {
        const coarse = coarsen(flow, level);
        expect(coarsen(coarse, level)).toEqual(coarse);
      }),
    );
  });

  it('level by level or at once is the same', () => {
    fc.assert(
      fc.property(anyFlow, anyLevel, anyLevel, (flow, first, second) => {
        const coarser = OVERFLOW_LEVELS.indexOf(first) > OVERFLOW_LEVELS.indexOf(second);
        expect(coarsen(coarsen(flow, first), second)).toEqual(
          coarsen(flow, coarser ? first : second),
        );
      }),
    );
  });

  it('leaves its argument as it is', () => {
    fc.assert(
      fc.property(anyFlow, anyLevel, (flow, level) => {
        const before = structuredClone(flow);
        coarsen(flow, level);
        expect(flow).toEqual(before);
      }),
    );
  });

  it.each([
    { what: 'an outside server', source: podOf('shop', 'cart', '10.0.1.2'), destination: outside },
    { what: 'an outside client', source: outside, destination: podOf('shop', 'cart', '10.0.1.2') },
  ])('keeps the workload and leaves out $what first', ({ source, destination }) => {
    const {
      source: from,
      destination: to,
      port,
    } = coarsen(flowOf({ source, destination }), 'address');
    const kept = source === outside ? to : from;
    expect(kept.name).toBe('cart');
    expect([from.ip, to.ip].sort()).toEqual(['', '10.0.1.2']);
    expect(port).toBe(5432);
  });

  it.each([
    { inInterface: 'cali0123456789a', outInterface: 'eth0', left: '192.0.2.2' },
    { inInterface: 'eth0', outInterface: 'cali0123456789a', left: '192.0.2.1' },
    { inInterface: 'eth0', outInterface: 'eth1', left: '192.0.2.2' },
  ])('of two unnamed ends leaves out $left from $inInterface to $outInterface', (row) => {
    const { left, ...interfaces } = row;
    const ends = ['192.0.2.1', '192.0.2.2'] as const;
    const { source, destination } = coarsen(
      flowOf({
        point: { prefix: 'p', ...interfaces },
        source: unnamedEndpoint(ends[0]),
        destination: unnamedEndpoint(ends[1]),
      }),
      'address',
    );
    expect([source.ip, destination.ip]).toEqual(ends.map((ip) => (ip === left ? '' : ip)));
  });

  it('leaves out the port after the address, and everything but the counts at last', () => {
    const port = coarsen(flowOf(), 'port');
    expect(port).toMatchObject({ protocol: 6, port: undefined, overflow: { level: 'port' } });
    expect(port.source.name).toBe('cart');
    const all = coarsen(flowOf({ isReply: true }), 'all');
    expect(all).toMatchObject({ protocol: undefined, isReply: false, overflow: { level: 'all' } });
    expect([all.source.ip, all.destination.ip, all.point.prefix]).toEqual(['', '', '']);
  });

  it('knows about how many addresses were left out', () => {
    const registers = new Uint8Array(REGISTERS);
    for (let i = 0; i < 1_000; i++) {
      const destination = unnamedEndpoint(`203.0.${i >> 8}.${i & 255}`);
      mergeRegisters(
        registers,
        coarsen(flowOf({ destination }), 'address').overflow!.addressRegisters,
      );
    }
    const estimate = estimateDistinct(registers);
    expect(Math.abs(estimate / 1_000 - 1)).toBeLessThan(0.35);
  });

  it.each(OVERFLOW_LEVELS)('to %s leaves what a full table of an agent would leave', (level) => {
    const exact = createFlowTable({ flowsMax: 1 });
    observeLines(exact, SYN_LINE);
    const rooms = { address: 1, port: 2, all: 3 };
    const full = createFlowTable({ flowsMax: 1, overflowMax: 1 });
    for (let port = 1; port <= rooms[level]; port++) {
      observeLines(full, { ...SYN_LINE, protocol: 17, ports: [9, port] } satisfies Line);
    }
    observeLines(full, SYN_LINE);
    const coarse = take(full).findLast((flow) => flow.overflow?.level === level)!;
    const { overflow, source, destination } = coarsen(take(exact)[0]!, level);
    expect([source, destination]).toEqual([coarse.source, coarse.destination]);
    expect(overflow).toEqual(coarse.overflow);
  });
});
