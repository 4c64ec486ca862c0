/**
 * What a window writes down about itself on each of its objects: that it is one, until when, over
 * what, and how its lines begin. Whoever finds the objects needs nothing else to close them, or to
 * know what a line means.
 */
import { parseTime } from '../../flow/time.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';

/** Objects with this label and this annotation are a window's. */
const MANAGED_BY = { label: 'app.kubernetes.io/managed-by', value: 'dropcast' } as const;
export const WINDOW_LABEL = `${MANAGED_BY.label}=${MANAGED_BY.value}`;
const ENDS_AT = 'dropcast.io/ends-at';
const SCOPE = 'dropcast.io/namespaces';
const LOG_PREFIX = 'dropcast.io/log-prefix';

/** Names of namespaces. */
export type WindowScope =
  | { readonly only: readonly string[] }
  | { readonly except: readonly string[] };

export interface RecordParts {
  /** RFC 3339. */
  readonly endsAt: string;
  readonly scope: WindowScope;
  readonly logPrefix: string;
}

/** Labels and annotations. */
export function recordOf({ endsAt, scope, logPrefix }: RecordParts) {
  return {
    labels: { [MANAGED_BY.label]: MANAGED_BY.value },
    annotations: {
      [ENDS_AT]: endsAt,
      [SCOPE]: 'only' in scope ? scope.only.join(',') : `all but ${scope.except.join(',')}`,
      [LOG_PREFIX]: logPrefix,
    },
  };
}

export interface WindowRecord {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  /** Undefined where the API server did not say. */
  readonly openedUs: number | undefined;
  /** Undefined: what stands there is no time. */
  readonly endsAtUs: number | undefined;
  /** For people. */
  readonly namespaces: string;
  /** How its lines may begin; none of a tier. */
  readonly prefixes: readonly string[];
}

/** Undefined for an object that is no window's. */
export function readRecord(kind: string, object: Fields): WindowRecord | undefined {
  try {
    return readMarked(kind, object);
  } catch (error) {
    if (error instanceof FieldError) return undefined;
    throw error;
  }
}

function readMarked(kind: string, object: Fields): WindowRecord | undefined {
  const metadata = object.at('metadata');
  const annotations = metadata.at('annotations');
  const isMarked = metadata.at('labels').at(MANAGED_BY.label).text() === MANAGED_BY.value;
  const endsAt = annotations.at(ENDS_AT);
  if (!isMarked || endsAt.isAbsent) return undefined;
  const name = metadata.at('name').requiredText();
  const tier = object.at('spec').at('tier').text();
  return {
    kind,
    name,
    uid: metadata.at('uid').text(),
    resourceVersion: metadata.at('resourceVersion').text(),
    openedUs: parseTime(metadata.at('creationTimestamp').text()),
    endsAtUs: parseTime(endsAt.text()),
    namespaces: annotations.at(SCOPE).text(),
    prefixes:
      kind === 'Tier' ? [] : expandedPrefixes(annotations.at(LOG_PREFIX).text(), tier, name),
  };
}

/**
 * The prefix as it stands in the log. Whether a policy's name has its tier before it there depends
 * on Calico's version. Source: Calico felix/config, LogPrefix.
 */
export function expandedPrefixes(template: string, tier: string, name: string): string[] {
  const inTier = tier || 'default';
  const own = name.startsWith(`${inTier}.`) ? name.slice(inTier.length + 1) : name;
  const all = [own, name].map((shown) => {
    const values: Record<string, string> = { t: inTier, k: 'gnp', n: shown, p: shown };
    return template.replace(/%([tknp])/g, (_, key: string) => values[key]!);
  });
  return [...new Set(all)].filter((prefix) => prefix !== '');
}
