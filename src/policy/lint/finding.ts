/**
 * What a rule of the lint is and says. A finding names a place in a file, what is wrong there, and
 * what to write instead.
 */
import type { FieldPath } from '../../manifest/fields.ts';
import type { Place } from '../../manifest/manifest-text.ts';
import type { LintScope } from './scope.ts';
import type { ScopedPolicy } from './scoped-policy.ts';

/**
 * `error`: it breaks what it is applied to, or does not do what it says. `warning`: most likely
 * something is missing. `hint`: it works, and could be better.
 */
export const SEVERITIES = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule says about one policy. */
export interface Issue {
  readonly about: ScopedPolicy;
  /** The field that is meant, from the top of its document. */
  readonly path: FieldPath;
  /** Begins with a verb; its subject is the policy. */
  readonly what: string;
  /** What to do, as an order. */
  readonly fix: string;
}

export interface RuleDescription {
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in a few words. */
  readonly summary: string;
}

export interface LintRule extends RuleDescription {
  readonly find: (scope: LintScope) => readonly Issue[];
}

export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  /** As people write it, such as `NetworkPolicy shop/allow-dns`; empty: no policy could be read. */
  readonly policy: string;
  readonly place: Place;
  readonly message: string;
  readonly fix: string;
  /** Why its author wants it as it is; undefined: nobody said so. */
  readonly ignored: string | undefined;
}
