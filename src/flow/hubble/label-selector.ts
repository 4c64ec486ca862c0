/**
 * Kubernetes' label selectors over Hubble's labels: `app=web,tier!=db`, `env in (a, b)`, `!legacy`,
 * `app`. A key may say where a label comes from (`k8s:app=web`, `reserved:world`); without, or with
 * `any:`, it may come from anywhere.
 */
import { EdgeFilterError } from '../endpoint-pattern.ts';

/** Labels by their keys; a label without `=` has an empty value. */
type Labels = ReadonlyMap<string, string>;
type Requirement = (labels: Labels) => boolean;

const KEY = String.raw`(?:[a-z0-9-]+:)?[\w./-]+`;
const SET = new RegExp(String.raw`^(${KEY})\s+(in|notin)\s*\(([^()]*)\)$`, 'i');
const EQUALITY = new RegExp(String.raw`^(${KEY})\s*(==?|!=)\s*([\w.-]*)$`, 'i');
const EXISTENCE = new RegExp(String.raw`^(!?)\s*(${KEY})$`, 'i');

/** Throws EdgeFilterError when `text` is no selector. */
export function labelSelector(text: string): (labels: readonly string[]) => boolean {
  const parts = text.split(/,(?![^(]*\))/).map((part) => part.trim());
  const requirements = parts.map((part) => requirement(part, text));
  return (labels) => {
    const byKey = labelsByKey(labels);
    return requirements.every((holds) => holds(byKey));
  };
}

function requirement(part: string, text: string): Requirement {
  const [, setKey, operator = '', list = ''] = SET.exec(part) ?? [];
  if (setKey !== undefined) {
    const values = list.split(',').map((value) => value.trim());
    return comparison(setKey, operator.toLowerCase() === 'in', values);
  }
  const [, key, sign = '', value = ''] = EQUALITY.exec(part) ?? [];
  if (key !== undefined) return comparison(key, sign !== '!=', [value]);
  const [, not, existing] = EXISTENCE.exec(part) ?? [];
  if (existing === undefined) throw new EdgeFilterError(`'${text}' is not a label selector`);
  const wanted = plainKey(existing);
  return (labels) => labels.has(wanted) === (not === '');
}

/** As Kubernetes has it, what has not the key at all differs from any value. */
function comparison(key: string, isWanted: boolean, values: readonly string[]): Requirement {
  const wanted = plainKey(key);
  return (labels) => {
    const value = labels.get(wanted);
    return (value !== undefined && values.includes(value)) === isWanted;
  };
}

function plainKey(key: string): string {
  return key.startsWith('any:') ? key.slice('any:'.length) : key;
}

/** Each under its key with and without its source. */
function labelsByKey(labels: readonly string[]): Labels {
  const byKey = new Map<string, string>();
  for (const label of labels) {
    const equals = label.indexOf('=');
    const key = equals < 0 ? label : label.slice(0, equals);
    const value = equals < 0 ? '' : label.slice(equals + 1);
    byKey.set(key, value);
    byKey.set(key.slice(key.indexOf(':') + 1), value);
  }
  return byKey;
}
