/** A selector as a text of Calico's language, which `parseSelector` reads as the same selector. */
import type { Selector } from './selector.ts';

const WORDS = {
  equal: '==',
  not_equal: '!=',
  contains: 'contains',
  starts_with: 'starts with',
  ends_with: 'ends with',
  in: 'in',
  not_in: 'not in',
} as const;

export function formatSelector(selector: Selector): string {
  switch (selector.op) {
    case 'all':
      return 'all()';
    case 'has':
      return `has(${selector.label})`;
    case 'in':
    case 'not_in':
      return `${selector.label} ${WORDS[selector.op]} {${selector.values.map(quoted).join(', ')}}`;
    case 'not':
      return `!(${formatSelector(selector.of)})`;
    case 'and':
      return selector.of.map(inBrackets).join(' && ') || 'all()';
    case 'or':
      return selector.of.map(inBrackets).join(' || ') || '!all()';
    default:
      return `${selector.label} ${WORDS[selector.op]} ${quoted(selector.value)}`;
  }
}

/** Texts have no escapes: what holds one kind of quote stands in the other. */
function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

function inBrackets(selector: Selector): string {
  const text = formatSelector(selector);
  return ['and', 'or'].includes(selector.op) ? `(${text})` : text;
}
