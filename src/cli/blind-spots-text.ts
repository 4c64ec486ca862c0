/** Blind spots as people read them: the worst first, each with its grounds and what to do. */
import { styleText } from 'node:util';
import type { BlindSpot, Severity, SpotPlace } from '../policy/blind-spots/blind-spot.ts';
import { escapeControls } from './terminal.ts';

const WORKLOADS_MAX = 6;

const SEVERITY_TEXTS: Readonly<Record<Severity, string>> = {
  breaks: 'BREAKS',
  may_break: 'MAY BREAK',
  note: 'NOTE',
};

const SEVERITY_STYLES = { breaks: 'red', may_break: 'yellow', note: 'cyan' } as const;

/** Empty when there are none. */
export function blindSpotsText(spots: readonly BlindSpot[], hasColours: boolean): string {
  return spots.map((spot) => spotText(spot, hasColours)).join('\n');
}

function spotText(spot: BlindSpot, hasColours: boolean): string {
  const { severity, title, where, evidence, fix, id } = spot;
  const name = SEVERITY_TEXTS[severity];
  const shown = hasColours
    ? styleText(SEVERITY_STYLES[severity], name, { validateStream: false })
    : name;
  const lines = [
    ...where.map((place) => `  in ${placeText(place)}`),
    ...evidence.map(({ from, text }) => `  ${from}: ${text}`),
    `  fix: ${fix.text}`,
    ...policyLines(fix.policy),
  ];
  const heading = `${shown}  ${escapeControls(title)}  [${id}]`;
  return [heading, ...lines.map(escapeControls)].map((line) => `${line}\n`).join('');
}

function policyLines(policy: string): string[] {
  if (policy === '') return [];
  return policy
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`);
}

/** `team-a: Deployment/api, Deployment/web` */
export function placeText({ namespace, workloads }: SpotPlace): string {
  const named = workloads.slice(0, WORKLOADS_MAX).join(', ');
  const more = workloads.length - WORKLOADS_MAX;
  const all = more > 0 ? `${named} and ${more} more` : named;
  return namespace === '' ? all : `${namespace}: ${all}`;
}
