/**
 * Looks for what is wrong with policies as they are written: no flow and no cluster is needed,
 * though more is found where the cluster is known. Pure: manifests in, findings out.
 */
import type { ManifestError } from '../../manifest/manifest-text.ts';
import type { Finding, Issue, RuleDescription } from './finding.ts';
import { IGNORE_ANNOTATION, type Ignores, readIgnores } from './ignore.ts';
import { FINDING_KINDS, IGNORE_INVALID, LINT_RULES, MANIFEST_ERROR } from './lint-rules.ts';
import { type LintInput, scopeOf } from './scope.ts';
import type { ScopedPolicy } from './scoped-policy.ts';

const KNOWN_IDS: ReadonlySet<string> = new Set(FINDING_KINDS.map(({ id }) => id));

/** In the order of files and places. */
export function lint({ errors, ...input }: LintInput): Finding[] {
  const { scope, errors: ofGenerators } = scopeOf(input);
  const findings = [...errors, ...ofGenerators].map(manifestFinding);
  const ignores = new Map(
    scope.policies.map(({ object }) => [object, readIgnores(object, KNOWN_IDS)]),
  );
  const ignoresOf = ({ object }: ScopedPolicy) => ignores.get(object)!;
  for (const rule of LINT_RULES) {
    for (const issue of rule.find(scope)) {
      findings.push(findingOf(rule, issue, ignoresOf(issue.about)));
    }
  }
  const byObject = new Map(scope.policies.map((about) => [about.object, about]));
  for (const about of byObject.values()) findings.push(...ignoreFindings(about, ignoresOf(about)));
  return findings.toSorted(comparePlaces);
}

function findingOf(
  { id, severity }: RuleDescription,
  { about, path, what, fix }: Issue,
  { reasons }: Ignores,
): Finding {
  return {
    id,
    severity,
    policy: about.name,
    place: about.object.source.placeOf(path),
    message: what,
    fix,
    ignored: reasons.get(id),
  };
}

function manifestFinding({ file, place, what }: ManifestError): Finding {
  return {
    id: MANIFEST_ERROR.id,
    severity: MANIFEST_ERROR.severity,
    policy: '',
    place: place ?? { file, line: 1, column: 1 },
    message: what,
    fix: 'correct the field: until then nothing else is said of the object',
    ignored: undefined,
  };
}

function ignoreFindings(about: ScopedPolicy, { mistakes, path }: Ignores): Finding[] {
  const fix = `write ${IGNORE_ANNOTATION}: "ID REASON", a line for each finding`;
  const nothing: Ignores = { reasons: new Map(), mistakes: [], path };
  return mistakes.map((mistake) =>
    findingOf(IGNORE_INVALID, { about, path, what: mistake, fix }, nothing),
  );
}

function comparePlaces(a: Finding, b: Finding): number {
  return (
    compare(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
