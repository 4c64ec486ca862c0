/** Fields that hold a selector of Calico's language, and where in it a mistake is. */
import { FieldError, type Fields } from '../../manifest/fields.ts';
import { parseSelector, type SelectorDialect } from '../selector/parse-selector.ts';
import type { Selector } from '../selector/selector.ts';
import { SelectorError } from '../selector/selector-tokens.ts';

/** Undefined when absent or empty. */
export function readSelector(fields: Fields, dialect: SelectorDialect): Selector | undefined {
  const text = fields.text();
  if (text === '') return undefined;
  try {
    return parseSelector(text, dialect);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    const what = `is no selector: ${error.message} (at character ${error.at + 1})`;
    throw new FieldError(fields.path, what);
  }
}
