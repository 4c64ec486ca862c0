import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupEdges } from '../../src/flow/edge-groups.ts';
import { edgeSelector } from '../../src/flow/edge-selection.ts';
import { SeriesSelection } from '../../src/flow/edge-series.ts';
import type { Flow } from '../../src/flow/flow.ts';
import type { GroupField } from '../../src/flow/group-fields.ts';
import { outcomePrefixes } from '../../src/flow/outcome.ts';
import { flowOf, HOUR } from './edge-fixtures.ts';

const point = (inInterface: string, outInterface: string) => ({
  ...{ prefix: 'calico-packet', inInterface, outInterface },
});
const CLIENT = point('cali0000000000a', 'eth0');
const SERVER = point('eth0', 'cali0000000000b');

function seriesOf(flows: readonly Flow[], by: readonly GroupField[] = [], replies = true) {
  const selection = new SeriesSelection({ replies });
  for (const flow of flows) selection.add('n1', flow);
  return selection.series(by);
}

describe('series of edges', () => {
  test('have the sums of each hour, without empty hours', () => {
    const flows = [0, 0, 2].map((hour) => flowOf({ hour: HOUR + hour, lines: 2, connections: 1 }));
    const [series] = seriesOf(flows);
    expect(series!.hours.map(({ hour, lines, connections }) => [hour, lines, connections])).toEqual(
      [
        [HOUR, 4, 2],
        [HOUR + 2, 2, 1],
      ],
    );
  });

  test('count what both sides reported once: the larger side of each hour', () => {
    const flows = [
      flowOf({ point: CLIENT, connections: 5, answered: 5 }),
      flowOf({ point: SERVER, connections: 2, refused: 1 }),
      flowOf({ point: CLIENT, connections: 5, hour: HOUR + 1 }),
      flowOf({ point: SERVER, connections: 6, hour: HOUR + 1 }),
    ];
    const [series] = seriesOf(flows);
    expect(series!.hours).toMatchObject([
      { connections: 5, answered: 5, refused: 1, lines: 2 },
      { connections: 6, lines: 2 },
    ]);
  });

  test('take open connections for a level, apart from those that were logged', () => {
    const open = (connections: number) => flowOf({ origin: 'conntrack', lines: 0, connections });
    const series = seriesOf([open(7), open(9), flowOf({ connections: 1 })]);
    expect(
      series.map(({ isPreExisting, hours }) => [isPreExisting, hours[0]!.connections]),
    ).toEqual([
      [false, 1],
      [true, 9],
    ]);
  });

  test('leave replies out, unless they are asked for: then they stand apart', () => {
    const flows = [flowOf(), flowOf({ isReply: true })];
    expect(seriesOf(flows, [], false)).toHaveLength(1);
    expect(seriesOf(flows).map(({ isReply }) => isReply)).toEqual([false, true]);
  });

  test('tell how many edges each flow makes more in memory', () => {
    const selection = new SeriesSelection({});
    const flows = [flowOf(), flowOf(), flowOf({ hour: HOUR + 1 }), flowOf({ isReply: true })];
    expect(flows.map((flow) => selection.add('n1', flow))).toEqual([1, 0, 1, 0]);
  });

  test('are in each hour what the groups of that hour alone are', () => {
    const anyFlow = fc.record({
      hour: fc.integer({ min: HOUR, max: HOUR + 3 }),
      point: fc.constantFrom(CLIENT, SERVER, point('cali0000000000a', 'cali0000000000b')),
      port: fc.constantFrom(80, 443),
      origin: fc.constantFrom('kernel', 'conntrack'),
      isReply: fc.boolean(),
      ...{ lines: fc.nat(9), connections: fc.nat(9), answered: fc.nat(2) },
    });
    const anyBy = fc.subarray<GroupField>(['port', 'direction', 'outcome']);
    fc.assert(
      fc.property(fc.array(anyFlow, { maxLength: 12 }), anyBy, (changes, by) => {
        const flows = changes.map((change) => flowOf(change));
        const series = seriesOf(flows, by);
        for (let hour = HOUR; hour <= HOUR + 3; hour++) {
          const alone = edgeSelector({ replies: true })();
          for (const flow of flows) if (flow.hour === hour) alone.add('n1', flow);
          const edges = alone.edges();
          const groups = groupEdges(edges, by, outcomePrefixes(edges));
          const ofHour = series.flatMap(({ hours, ...name }) =>
            hours.filter((sum) => sum.hour === hour).map((sum) => ({ ...name, ...sum })),
          );
          expect(ofHour).toHaveLength(groups.length);
          for (const { edges: _, firstSeenUs: _first, lastSeenUs: _last, ...group } of groups) {
            expect(ofHour).toContainEqual({ ...group, hour });
          }
        }
      }),
    );
  });
});
