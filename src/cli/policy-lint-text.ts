/** Findings as people read them, each begun with its place as compilers write it. */
import { formatPlace } from '../manifest/manifest-text.ts';
import { type Finding, SEVERITIES, type Severity } from '../policy/lint/finding.ts';
import { type Style, styled } from './table.ts';
import { escapeControls } from './terminal.ts';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', hint: 'cyan' };

/** Without those that are ignored. */
export function lintText(findings: readonly Finding[], hasColours: boolean): string {
  return findings
    .filter(({ ignored }) => ignored === undefined)
    .map((finding) => findingText(finding, hasColours))
    .join('');
}

function findingText(
  { place, severity, id, policy, message, fix }: Finding,
  hasColours: boolean,
): string {
  const shown = hasColours ? styled(STYLES[severity], severity) : severity;
  const sentence = policy === '' ? message : `${policy} ${message}`;
  const where = escapeControls(formatPlace(place));
  return `${where}: ${shown} ${id}: ${escapeControls(sentence)}\n    fix: ${escapeControls(fix)}\n`;
}

/** `2 errors, 1 hint; 1 ignored`. */
export function lintSummary(findings: readonly Finding[]): string {
  const counts = SEVERITIES.map((severity) => countText(findings, severity)).filter(Boolean);
  const ignored = findings.filter((finding) => finding.ignored !== undefined).length;
  const found = counts.join(', ') || 'nothing found';
  return ignored === 0 ? `${found}\n` : `${found}; ${ignored} ignored\n`;
}

function countText(findings: readonly Finding[], severity: Severity): string {
  const count = findings.filter(
    (finding) => finding.severity === severity && finding.ignored === undefined,
  ).length;
  return count === 0 ? '' : `${count} ${severity}${count === 1 ? '' : 's'}`;
}
