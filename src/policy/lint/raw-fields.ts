/** Fields that no reader of policies has looked at: they may hold anything. */
import type { Fields } from '../../manifest/fields.ts';

/** Whether it can be asked for fields. */
export function isMap({ value }: Fields): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
