/** Ranges of whole numbers, both ends included: ports, ICMP types with codes, addresses. */

export interface Range<N extends number | bigint = number> {
  readonly from: N;
  readonly to: N;
}

/** The same numbers in as few ranges as can be, in ascending order. */
export function mergeRanges<N extends number | bigint>(ranges: readonly Range<N>[]): Range<N>[] {
  const merged: Range<N>[] = [];
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (last === undefined || !touches(last, range)) merged.push(range);
    else if (last.to < range.to) merged[merged.length - 1] = { from: last.from, to: range.to };
  }
  return merged;
}

/** `b` begins no earlier than `a`. */
function touches<N extends number | bigint>(a: Range<N>, b: Range<N>): boolean {
  return b.from <= a.to || BigInt(b.from) - BigInt(a.to) === 1n;
}

/** The pieces of `span` that no range is in part in: each is inside or outside of every range. */
export function cutAt(span: Range, ranges: readonly Range[]): Range[] {
  const begins = new Set([span.from]);
  for (const { from, to } of ranges) {
    if (from > span.from && from <= span.to) begins.add(from);
    if (to >= span.from && to < span.to) begins.add(to + 1);
  }
  const sorted = [...begins].sort((a, b) => a - b);
  return sorted.map((from, i) => ({ from, to: (sorted[i + 1] ?? span.to + 1) - 1 }));
}
