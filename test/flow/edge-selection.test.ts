import { expect, test } from 'vitest';
import type { EdgeFilter } from '../../src/flow/edge-filter.ts';
import { edgeSelector } from '../../src/flow/edge-selection.ts';
import { outcomeOf } from '../../src/flow/outcome.ts';
import { flowOf } from './edge-fixtures.ts';

const point = { prefix: 'calico-packet', inInterface: 'cali0123456789a', outInterface: '' };
const flows = [
  flowOf({ port: 1, answered: 1, point }),
  flowOf({ port: 2, refused: 2, point }),
  flowOf({ port: 3, point }),
  flowOf({ port: 4, point: { ...point, prefix: 'other', inInterface: 'eth0' } }),
];

test.each<[EdgeFilter, number[]]>([
  [{}, [1, 2, 3, 4]],
  [{ outcome: ['answered', 'refused'] }, [1, 2]],
  [{ outcome: ['unanswered'] }, [3]],
  [{ outcome: ['unknown'] }, [4]],
  [{ not: { outcome: ['answered'] } }, [2, 3, 4]],
  [{ direction: ['egress'] }, [1, 2, 3]],
  [{ not: { direction: ['egress'] } }, [4]],
  [{ verdict: ['audit'] }, []],
  [{ verdict: ['unknown'], port: [2] }, [2]],
  [{ not: { verdict: ['unknown'] } }, []],
])('%o selects the edges to ports %j', (filter, ports) => {
  const selection = edgeSelector(filter)();
  for (const flow of flows) selection.add('n1', flow);
  expect(
    selection
      .edges()
      .map(({ port }) => port)
      .sort(),
  ).toEqual(ports);
});

test('silence means the same when what tells of it is left out', () => {
  const selection = edgeSelector({ outcome: ['unanswered', 'unknown'] })();
  for (const flow of flows) selection.add('n1', flow);
  const outcomes = selection.edges().map((edge) => [edge.port, outcomeOf(edge, new Set())]);
  expect(Object.fromEntries(outcomes)).toEqual({ 3: 'unanswered', 4: 'unknown' });
});

test('an edge that is selected has what its replicas add up to', () => {
  const selection = edgeSelector({ outcome: ['answered'] })();
  selection.add('n1', flowOf({ port: 1, lines: 2 }));
  selection.add('n2', flowOf({ port: 1, lines: 3, answered: 1 }));
  expect(selection.edges()).toMatchObject([{ lines: 5, nodes: ['n1', 'n2'], answered: 1 }]);
});
