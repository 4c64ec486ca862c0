/**
 * Kubernetes' label selectors (matchLabels and matchExpressions, all of which must hold).
 * Source: k8s.io/apimachinery, meta/v1 LabelSelector.
 */
import { FieldError, type Fields } from '../../manifest/fields.ts';
import { ALL, allOf, type Selector } from './selector.ts';

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

/** An absent selector is not the same as an empty one, which takes everything. */
export function readLabelSelector(fields: Fields): Selector {
  fields.onlyKeys(['matchLabels', 'matchExpressions']);
  const labels = fields.at('matchLabels');
  const equalities = Object.keys(labels.texts()).map((key): Selector => {
    const field = labels.at(key);
    checkKey(key, field);
    return { op: 'equal', label: key, value: readValue(field) };
  });
  const expressions = fields.at('matchExpressions').items().map(readExpression);
  return equalities.length + expressions.length === 0 ? ALL : allOf(...equalities, ...expressions);
}

function readExpression(fields: Fields): Selector {
  fields.onlyKeys(['key', 'operator', 'values']);
  const label = fields.at('key').requiredText();
  checkKey(label, fields.at('key'));
  const operator = fields.at('operator');
  const values = fields.at('values').items().map(readValue);
  const name = operator.requiredText();
  switch (name) {
    case 'In':
    case 'NotIn':
      if (values.length > 0) return { op: name === 'In' ? 'in' : 'not_in', label, values };
      throw new FieldError(fields.at('values').path, `must not be empty with ${name}`);
    case 'Exists':
    case 'DoesNotExist': {
      if (values.length > 0) {
        throw new FieldError(fields.at('values').path, `must be empty with ${name}`);
      }
      const has: Selector = { op: 'has', label };
      return name === 'Exists' ? has : { op: 'not', of: has };
    }
    default:
      throw new FieldError(operator.path, 'must be In, NotIn, Exists or DoesNotExist');
  }
}

function checkKey(key: string, field: Fields): void {
  const slash = key.indexOf('/');
  const isValid =
    NAME.test(key.slice(slash + 1)) && (slash < 0 || PREFIX.test(key.slice(0, slash)));
  if (!isValid) throw new FieldError(field.path, `has no valid label name: ${JSON.stringify(key)}`);
}

function readValue(field: Fields): string {
  const value = field.text();
  if (VALUE.test(value)) return value;
  throw new FieldError(field.path, `is no valid label value: ${JSON.stringify(value)}`);
}
