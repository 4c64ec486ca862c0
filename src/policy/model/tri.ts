/**
 * Answers that may be unknown (Kleene's logic): `and` is the least, `or` the greatest. What is not
 * known stays unknown until something known makes it irrelevant.
 */

export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;
export type Tri = typeof NO | typeof UNKNOWN | typeof YES;

export function tri(isTrue: boolean): Tri {
  return isTrue ? YES : NO;
}

export function not(a: Tri): Tri {
  return (YES - a) as Tri;
}

export function and(a: Tri, b: Tri): Tri {
  return a < b ? a : b;
}

export function or(a: Tri, b: Tri): Tri {
  return a > b ? a : b;
}
