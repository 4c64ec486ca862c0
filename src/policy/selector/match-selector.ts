/** Whether a selector takes an endpoint, as far as its labels are known. */
import { and, NO, not, or, type Tri, tri, UNKNOWN, YES } from '../model/tri.ts';
import type { Selector, TextOperator } from './selector.ts';

/** Labels of one endpoint, own and inherited. */
export interface LabelView {
  /** Undefined: it has none of that name. Null: that is not known. */
  get(label: string): string | undefined | null;
}

export function matchSelector(selector: Selector, labels: LabelView): Tri {
  switch (selector.op) {
    case 'all':
      return YES;
    case 'not':
      return not(matchSelector(selector.of, labels));
    case 'and':
      return selector.of.reduce<Tri>((sum, of) => and(sum, lazily(NO, sum, of, labels)), YES);
    case 'or':
      return selector.of.reduce<Tri>((sum, of) => or(sum, lazily(YES, sum, of, labels)), NO);
    default: {
      const value = labels.get(selector.label);
      return value === null ? UNKNOWN : tri(matchLabel(selector, value));
    }
  }
}

/** An operand is not looked at when the sum is final. */
function lazily(final: Tri, sum: Tri, operand: Selector, labels: LabelView): Tri {
  return sum === final ? final : matchSelector(operand, labels);
}

type LabelSelector = Extract<Selector, { label: string }>;

function matchLabel(selector: LabelSelector, value: string | undefined): boolean {
  switch (selector.op) {
    case 'has':
      return value !== undefined;
    case 'in':
      return value !== undefined && selector.values.includes(value);
    case 'not_in':
      return value === undefined || !selector.values.includes(value);
    default:
      return matchText(selector.op, value, selector.value);
  }
}

function matchText(op: TextOperator, value: string | undefined, wanted: string): boolean {
  if (value === undefined) return op === 'not_equal';
  switch (op) {
    case 'equal':
      return value === wanted;
    case 'not_equal':
      return value !== wanted;
    case 'contains':
      return value.includes(wanted);
    case 'starts_with':
      return value.startsWith(wanted);
    case 'ends_with':
      return value.endsWith(wanted);
  }
}
