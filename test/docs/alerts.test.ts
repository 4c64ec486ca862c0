/**
 * docs/alerts.md as a runbook: each alert of the rules has a section, each section an alert, and in
 * each stand the same four parts. Who is woken by an alert is led there by its `runbook_url`.
 */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { anchorsOf, textOf } from './markdown.ts';

const DOCUMENT = 'docs/alerts.md';
const PARTS = ['Means', 'Harms', 'Find', 'Do'];
/** Shorter than this is no sentence. */
const CHARS_MIN = 20;

interface Rule {
  readonly alert?: string;
  readonly for?: string;
  readonly labels?: { readonly severity: string };
  readonly annotations?: { readonly runbook_url?: string };
}

const { groups } = parse(textOf('deploy/prometheus/rules.yaml')) as {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
};
const ALERTS = groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);
const SECTIONS = textOf(DOCUMENT).split(/^### /m).slice(1);

/** `warning`, 5 m. */
function headOf({ for: holds = '', labels }: Rule): string {
  const time = holds === '' ? 'at once' : holds.replace(/(?=[a-z])/, ' ');
  return `\`${labels?.severity}\`, ${time}.`;
}

/** What is wrong with a section; of one that is well, nothing. */
function faultsOf(section: string): string[] {
  const [name = '', ...lines] = section.split('\n').filter((line) => line !== '');
  const parts = lines.filter((line) => line.startsWith('- '));
  const labels = parts.map((part) => /^- \*\*(\w+):\*\* /.exec(part)?.[1]);
  const faults = parts.filter((part) => part.length < CHARS_MIN).map((part) => `short: ${part}`);
  if (`${labels}` !== `${PARTS}`) faults.push(`has the parts ${labels}`);
  if (!/`(kubectl|dropcast|journalctl) /.test(parts[PARTS.indexOf('Find')] ?? ''))
    faults.push('no command');
  return faults.map((fault) => `${name}: ${fault}`);
}

describe(DOCUMENT, () => {
  it('has a section for each alert of the rules, in their order, and no other', () => {
    const heads = SECTIONS.map((section) => section.split('\n').slice(0, 3).join('\n'));
    expect(ALERTS.length).toBeGreaterThan(30);
    expect(heads).toEqual(ALERTS.map((rule) => `${rule.alert}\n\n${headOf(rule)}`));
  });

  it('says of each what it means and harms, how to find the cause, and what to do', () => {
    expect(SECTIONS.flatMap(faultsOf)).toEqual([]);
    const well = SECTIONS[0]!;
    expect(faultsOf(well.replace('**Harms:**', '**Hurts:**'))).toHaveLength(1);
    expect(faultsOf(well.replace(/^- \*\*Do:.*$/m, ''))).toHaveLength(1);
    expect(faultsOf(well.replace(/^(- \*\*Do:\*\*).*$/m, '$1 wait.'))).toHaveLength(1);
    expect(faultsOf(well.replaceAll('`', ''))).toHaveLength(1);
  });

  it('is where each alert leads', () => {
    const leads = ALERTS.map(({ annotations }) => annotations?.runbook_url);
    const anchors = anchorsOf(textOf(DOCUMENT)).map((anchor) => `${DOCUMENT}#${anchor}`);
    expect(leads.filter((url = '') => !anchors.includes(url))).toEqual([]);
    expect(leads).toEqual(ALERTS.map(({ alert = '' }) => `${DOCUMENT}#${alert.toLowerCase()}`));
  });
});
