/** How many edges and connections meet which fate. */
import { CHANGES, type Change, FATES, type Fate } from './fate.ts';
import type { ForecastLine } from './forecast-line.ts';

export interface Count {
  readonly edges: number;
  readonly connections: number;
}

export interface Summary {
  readonly all: Count;
  readonly fates: Readonly<Record<Fate, Count>>;
  /** Undefined without a baseline. */
  readonly changes: Readonly<Record<Change, Count>> | undefined;
}

export function summaryOf(lines: readonly ForecastLine[]): Summary {
  const hasBaseline = lines.some(({ change }) => change !== undefined);
  return {
    all: countOf(lines),
    fates: counts(FATES, lines, ({ fate }) => fate),
    changes: hasBaseline ? counts(CHANGES, lines, ({ change }) => change) : undefined,
  };
}

function counts<Name extends string>(
  names: readonly Name[],
  lines: readonly ForecastLine[],
  nameOf: (line: ForecastLine) => Name | undefined,
): Record<Name, Count> {
  const entries = names.map((name) => [name, countOf(lines.filter((of) => nameOf(of) === name))]);
  return Object.fromEntries(entries) as Record<Name, Count>;
}

function countOf(lines: readonly ForecastLine[]): Count {
  return lines.reduce<Count>(
    (sum, { edges, connections }) => ({
      edges: sum.edges + edges,
      connections: sum.connections + connections,
    }),
    { edges: 0, connections: 0 },
  );
}
