/** Blind spots in the report for a pull request: a heading for each, with the policy to copy. */
import type { BlindSpot, Severity } from '../policy/blind-spots/blind-spot.ts';
import { placeText } from './blind-spots-text.ts';
import { escapeMarkdown } from './markdown.ts';
import { escapeControls } from './terminal.ts';

const SEVERITY_TEXTS: Readonly<Record<Severity, string>> = {
  breaks: 'Breaks',
  may_break: 'May break',
  note: 'Note',
};

/** Begins with a heading of the second level; empty when there are none. */
export function blindSpotsMarkdown(spots: readonly BlindSpot[]): string {
  if (spots.length === 0) return '';
  return ['## Blind spots\n', ...spots.map(spotMarkdown)].join('\n');
}

function spotMarkdown({ id, severity, title, where, evidence, fix }: BlindSpot): string {
  const lines = [
    `### ${SEVERITY_TEXTS[severity]}: ${escapeMarkdown(title)} (\`${id}\`)`,
    '',
    ...where.map((place) => `- in ${escapeMarkdown(placeText(place))}`),
    ...evidence.map(({ from, text }) => `- ${from}: ${escapeMarkdown(text)}`),
    `- **fix:** ${escapeMarkdown(fix.text)}`,
    ...(fix.policy === '' ? [] : ['', fence(fix.policy)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A fence that is longer than any in the text. */
function fence(yaml: string): string {
  const longest = yaml.match(/`+/g)?.reduce((max, run) => Math.max(max, run.length), 0) ?? 0;
  const ticks = '`'.repeat(Math.max(3, longest + 1));
  const lines = yaml.trimEnd().split('\n').map(escapeControls);
  return `${ticks}yaml\n${lines.join('\n')}\n${ticks}`;
}
