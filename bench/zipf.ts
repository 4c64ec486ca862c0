/** Zipf's law over ranks: few flows make most of the lines, as in a real cluster. */

/** Weight of each of `count` ranks: 1/rank^exponent, scaled to a sum of 1. */
export function zipfWeights(count: number, exponent: number): Float64Array {
  const weights = new Float64Array(count);
  for (let rank = 0; rank < count; rank++) weights[rank] = (rank + 1) ** -exponent;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Running sums of `weights`, for `rankAt`. */
export function cumulate(weights: Float64Array): Float64Array {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

/** The rank in whose share of [0, 1) `fraction` lies. */
export function rankAt(cumulative: Float64Array, fraction: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulative[middle]! > fraction) high = middle;
    else low = middle + 1;
  }
  return low;
}
