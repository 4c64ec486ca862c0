/** What is allowed and was never seen, for people: as tables on a terminal and in Markdown. */
import { HOUR_US } from '../flow/time.ts';
import type { Party } from '../policy/connectivity/party.ts';
import type { RuleReference } from '../policy/evaluate/outcome.ts';
import { placeOf } from '../policy/forecast/deciders.ts';
import { ruleName } from '../policy/forecast/explain.ts';
import type { NeverSeen } from '../policy/forecast/never-seen.ts';
import { partyText, type Unused } from '../report/forecast-unused.ts';
import { secondText } from './forecast-sections.ts';
import type { Column } from './table.ts';

export const RULE_COLUMNS: readonly Column<RuleReference>[] = [
  { title: 'RULE', text: (rule) => ruleName(rule, '') },
  { title: 'AT', text: (rule) => placeOf({ policy: rule.policy, rule }) ?? '-' },
];

export const NEVER_SEEN_COLUMNS: readonly Column<NeverSeen>[] = [
  { title: 'SOURCE', text: ({ sources }) => sourcesText(sources) },
  { title: 'DESTINATION', text: ({ destination }) => partyText(destination) },
  { title: 'ALLOWED', text: ({ allowed }) => allowed },
  { title: 'SEEN OF IT', text: ({ seen }) => seen || 'nothing' },
];

/** Sources that are named; the others are counted. */
const SOURCES_NAMED = 4;

function sourcesText(sources: readonly Party[]): string {
  const named = sources.slice(0, SOURCES_NAMED).map(partyText);
  const rest = sources.length - named.length;
  return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What stands behind "never": how long was looked, and how much that is worth. */
export function neverText({ window, coverage }: Unused): string {
  if (window === undefined) return 'nothing was seen, which says nothing of any rule';
  const { fromUs, toUs } = window;
  const hours = (toUs - fromUs) / HOUR_US;
  const span = hours < 1 ? `${Math.ceil(hours * 60)} min` : `${Number(hours.toFixed(1))} h`;
  const statuses = coverage.map(({ namespace, status }) => `${namespace} ${status}`);
  return (
    `from ${secondText(fromUs)} to ${secondText(toUs)} (${span}); what a short window does not ` +
    `show may still be needed (coverage at best: ${statuses.join(', ') || 'not known'})`
  );
}
