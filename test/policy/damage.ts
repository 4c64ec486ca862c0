/** Manifests with one field damaged: another value, or another name. */
import fc from 'fast-check';

export const anyValue = fc.oneof(
  fc.constantFrom(null, true, -1, 0, 1e9, 1.5, '', 'x', '::', '{}', [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 1 }),
);

export const otherName = fc.option(fc.constantFrom('x', '__proto__', 'constructor', ''), {
  nil: undefined,
});

/** Puts `value` in the place of one of all the values in there, or renames its field. */
export function damage(
  root: unknown,
  at: number,
  replacement: unknown,
  name: string | undefined,
): unknown {
  const counter = { left: at };
  const visit = (node: unknown): unknown => {
    if (counter.left-- === 0) return replacement;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, inner]) => {
        const isHere = counter.left === 0 && name !== undefined;
        return [isHere ? name : key, visit(inner)];
      }),
    );
  };
  return visit(root);
}
