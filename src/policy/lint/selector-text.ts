/** Selectors as people read them: `pods with app=web in namespace shop`. */
import type { Selector } from '../selector/selector.ts';
import { ownConditions, type PodsOf } from './pods-of.ts';

export function podsText({ selector, namespace }: PodsOf): string {
  const own = ownConditions(selector);
  const which = own.op === 'all' ? 'pods' : `pods with ${selectorText(own)}`;
  return namespace === undefined ? which : `${which} in namespace ${namespace}`;
}

function selectorText(selector: Selector): string {
  switch (selector.op) {
    case 'all':
      return 'any labels';
    case 'has':
      return selector.label;
    case 'equal':
      return `${selector.label}=${selector.value}`;
    case 'not_equal':
      return `${selector.label}!=${selector.value}`;
    case 'in':
    case 'not_in':
      return `${selector.label} ${selector.op.replace('_', ' ')} (${selector.values.join(', ')})`;
    case 'not':
      return `not (${selectorText(selector.of)})`;
    case 'and':
    case 'or':
      return selector.of.map(selectorText).join(selector.op === 'and' ? ' and ' : ' or ');
    default:
      return `${selector.label} ${selector.op.replace('_', ' ')} ${selector.value}`;
  }
}
