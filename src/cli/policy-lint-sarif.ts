/**
 * Findings for code scanning: SARIF 2.1.0 (OASIS standard), one run. Places are columns of UTF-16
 * code units, as the YAML parser counts them; what is ignored is there with its reason.
 */
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Place } from '../manifest/manifest-text.ts';
import type { Finding, Severity } from '../policy/lint/finding.ts';
import { FINDING_KINDS } from '../policy/lint/lint-rules.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  hint: 'note',
};
const INDEX_BY_ID = new Map(FINDING_KINDS.map(({ id }, i) => [id, i]));

export function lintSarif(findings: readonly Finding[], version: string): object {
  const rules = FINDING_KINDS.map(({ id, severity, summary }) => ({
    id,
    shortDescription: { text: summary },
    help: { text: `See ${id} in docs/lint.md.` },
    defaultConfiguration: { level: LEVELS[severity] },
  }));
  const driver = { name: 'dropcast', ...(version !== '' && { version }), rules };
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results: findings.map(resultOf) }],
  };
}

function resultOf({ id, severity, policy, place, message, fix, ignored }: Finding): object {
  const sentence = policy === '' ? message : `${policy} ${message}`;
  return {
    ruleId: id,
    ruleIndex: INDEX_BY_ID.get(id),
    level: LEVELS[severity],
    message: { text: `${sentence}. To do: ${fix}.` },
    locations: [locationOf(place)],
    suppressions: ignored === undefined ? [] : [{ kind: 'inSource', justification: ignored }],
  };
}

function locationOf({ file, line, column }: Place): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column },
    },
  };
}

/** Relative files stay so: code scanning looks for them in the repository. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
}
