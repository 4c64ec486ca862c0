import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSketches, mergeSourcePorts } from '../../../src/aggregator/store/source-ports.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { SOURCE_PORTS_MAX } from '../../../src/flow/limits.ts';

const ports = fc.uniqueArray(fc.integer({ min: 0, max: 65_535 }), { maxLength: SOURCE_PORTS_MAX });

type SourcePorts = Pick<Flow, 'sourcePorts' | 'sourcePortRegisters'>;

function named(sourcePorts: readonly number[]): SourcePorts {
  return { sourcePorts, sourcePortRegisters: new Uint8Array(0) };
}

describe('source ports that are added up', () => {
  it('keep every name while there are few', () => {
    fc.assert(
      fc.property(ports, ports, (known, added) => {
        const all = [...new Set([...known, ...added])];
        fc.pre(all.length <= SOURCE_PORTS_MAX);
        expect(mergeSourcePorts(named(known), named(added))).toEqual(named(all));
      }),
    );
  });

  it('give the same sketch in any order and however often they are added', () => {
    fc.assert(
      fc.property(fc.array(ports, { minLength: 4, maxLength: 9 }), (groups) => {
        const sum = (all: number[][]) => all.map(named).reduce((a, b) => mergeSourcePorts(a, b));
        fc.pre(new Set(groups.flat()).size > SOURCE_PORTS_MAX);
        const { sourcePortRegisters } = sum(groups);
        expect(sourcePortRegisters).toHaveLength(64);
        expect(sum([...groups].reverse()).sourcePortRegisters).toEqual(sourcePortRegisters);
        expect(sum([...groups, ...groups]).sourcePortRegisters).toEqual(sourcePortRegisters);
      }),
    );
  });
});

describe('sketches of collapsed addresses', () => {
  const sketch = (...ranks: readonly number[]) => Uint8Array.from([...ranks, ...Array(62).fill(0)]);

  it('are united register by register', () => {
    expect(mergeSketches(sketch(3, 1), sketch(2, 5))).toEqual(sketch(3, 5));
  });

  it('stay as they are beside an absent one', () => {
    expect(mergeSketches(new Uint8Array(0), sketch(1, 2))).toEqual(sketch(1, 2));
    expect(mergeSketches(sketch(1, 2), new Uint8Array(0))).toEqual(sketch(1, 2));
  });
});
