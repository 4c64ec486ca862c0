import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf, NODES_MAX } from '../../../web/src/map/graph.ts';
import type { Link } from '../../../web/src/map/links.ts';

const placeOf = (namespace: string, name: string) => ({ namespace, name: `${namespace}/${name}` });

function linkOf(from: readonly [string, string], to: readonly [string, string], fate = 'allowed') {
  return {
    ...{ source: placeOf(...from), destination: placeOf(...to), connections: 1 },
    ...{ traffic: ['TCP 80'], fate: fate as Link['fate'], sentence: '' },
  };
}

const ends = fc.tuple(
  fc.integer({ min: 0, max: 300 }).map((i) => (i < 150 ? 'shop' : `team-${i}`)),
  fc.integer({ min: 0, max: 400 }).map((i) => `app-${i}`),
);
const links = fc.array(
  fc.tuple(ends, ends).map(([from, to]) => linkOf(from, to)),
  { maxLength: 900 },
);

describe('graphOf', () => {
  it('has at most so many nodes as one can tell apart, and leaves no link out', () => {
    const law = fc.property(links, (all) => {
      const { nodes, edges } = graphOf(all, 'shop');
      expect(nodes.length).toBeLessThanOrEqual(NODES_MAX);
      expect(edges.flatMap((edge) => edge.links)).toHaveLength(all.length);
      for (const { source, target } of edges) {
        expect(nodes[source]).toBeDefined();
        expect(nodes[target]).toBeDefined();
      }
    });
    fc.assert(law, { numRuns: 100 });
  });

  it('makes one node of each namespace when its workloads are too many', () => {
    const all = [0, 1, 2, 3].map((i) => linkOf(['shop', 'web'], ['bank', `app-${i}`]));
    expect(graphOf(all, 'shop', 10).nodes).toHaveLength(5);
    const names = graphOf(all, 'shop', 4).nodes.map(({ name, places }) => [name, places]);
    expect(names).toEqual([
      ['shop/web', 1],
      ['bank', 4],
    ]);
  });

  it('colours what stands for several by the gravest', () => {
    const all = [
      linkOf(['shop', 'web'], ['bank', 'a']),
      linkOf(['shop', 'web'], ['bank', 'b'], 'dropped'),
      linkOf(['shop', 'web'], ['bank', 'c'], 'unknown'),
      linkOf(['shop', 'web'], ['bank', 'd']),
    ];
    expect(graphOf(all, 'shop', 4).edges.map(({ fate }) => fate)).toEqual(['dropped']);
  });
});
