/**
 * Writes YAML. Commands that read or write none load neither this nor the library, which is a third
 * of all that they would load.
 */
import { stringify } from 'yaml';
import { escapeYamlControls } from './terminal.ts';

/** One YAML document per value, each begun with `---`. */
export function yamlDocuments(values: readonly unknown[]): string {
  return values.map((value) => `---\n${yamlText(value)}`).join('');
}

/** Only what is quoted can be escaped. */
const QUOTED = { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: null, lineWidth: 0 } as const;

function yamlText(value: unknown): string {
  const text = stringify(value);
  const escaped = escapeYamlControls(text);
  return escaped === text ? text : escapeYamlControls(stringify(value, QUOTED));
}
