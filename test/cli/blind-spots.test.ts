import { describe, expect, it } from 'vitest';
import { blindSpotsMarkdown } from '../../src/cli/blind-spots-markdown.ts';
import { blindSpotsText } from '../../src/cli/blind-spots-text.ts';
import type { BlindSpot } from '../../src/policy/blind-spots/blind-spot.ts';
import { blindSpotJson } from '../../src/report/blind-spot-json.ts';

const SPOT: BlindSpot = {
  id: 'dns',
  severity: 'breaks',
  title: 'DNS lookups would be dropped',
  where: [
    { namespace: 'team-a', workloads: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    { namespace: '', workloads: ['n1'] },
  ],
  evidence: [
    { from: 'policies', text: 'team-a/a → kube-dns:53/UDP would be dropped' },
    { from: 'objects', text: 'a name with \u001b[2J, *stars* and @team' },
  ],
  fix: { text: 'Allow it.', policy: 'kind: NetworkPolicy\nnote: "```"\n' },
};
const NOTE: BlindSpot = {
  ...SPOT,
  severity: 'note',
  evidence: [],
  fix: { text: 'Nothing.', policy: '' },
};

describe('blind spots', () => {
  it('are told to people with their grounds, the fix below them', () => {
    expect(blindSpotsText([SPOT, NOTE], false)).toBe(
      [
        'BREAKS  DNS lookups would be dropped  [dns]',
        '  in team-a: a, b, c, d, e, f and 1 more',
        '  in n1',
        '  policies: team-a/a → kube-dns:53/UDP would be dropped',
        '  objects: a name with \\x1b[2J, *stars* and @team',
        '  fix: Allow it.',
        '    kind: NetworkPolicy',
        '    note: "```"',
        '',
        'NOTE  DNS lookups would be dropped  [dns]',
        '  in team-a: a, b, c, d, e, f and 1 more',
        '  in n1',
        '  fix: Nothing.',
        '',
      ].join('\n'),
    );
    expect(blindSpotsText([SPOT], true)).toContain('\u001b[31mBREAKS\u001b[39m');
    expect(blindSpotsText([], false)).toBe('');
  });

  it('are plain objects in JSON', () => {
    expect(blindSpotJson(SPOT)).toEqual(SPOT);
    expect(blindSpotJson(NOTE).fix).toEqual({ text: 'Nothing.', policy: null });
  });

  it('are headings in a report, where names stay text and no fence is broken', () => {
    const report = blindSpotsMarkdown([SPOT, NOTE]);
    expect(report).toMatch(
      /^## Blind spots\n\n### Breaks: DNS lookups would be dropped \(`dns`\)\n/,
    );
    expect(report).toContain('- in team-a: a, b, c, d, e, f and 1 more\n- in n1\n');
    expect(report).toContain('a name with \\\\x1b\\[2J, \\*stars\\* and \\@team');
    expect(report).toContain('````yaml\nkind: NetworkPolicy\nnote: "```"\n````\n');
    expect(report).toContain('### Note: DNS');
    expect(blindSpotsMarkdown([])).toBe('');
  });
});
