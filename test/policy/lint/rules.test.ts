/** Each rule finds its offender, and leaves alone what was repaired. */
import { describe, expect, test } from 'vitest';
import { LINT_RULES } from '../../../src/policy/lint/lint-rules.ts';
import { findingsIn } from './lint-scene.ts';
import { CLUSTER_OFFENCES } from './offenders/cluster.ts';
import { DNS_OFFENCES } from './offenders/dns.ts';
import { FORM_OFFENCES } from './offenders/form.ts';
import { ISOLATION_OFFENCES } from './offenders/isolation.ts';
import type { Documents } from './offenders/manifests.ts';

const OFFENCES = [...DNS_OFFENCES, ...ISOLATION_OFFENCES, ...FORM_OFFENCES, ...CLUSTER_OFFENCES];

const idsIn = (documents: Documents, cluster?: Documents) =>
  findingsIn(documents, cluster).map(({ id }) => id);

describe('a rule finds its offender and not the repaired one', () => {
  test.each(OFFENCES)('$id: $claim', ({ id, offender, repaired, cluster }) => {
    expect(idsIn(offender, cluster)).toContain(id);
    expect(idsIn(repaired, cluster)).not.toContain(id);
    expect(idsIn(repaired, cluster)).not.toContain('manifest-error');
  });

  test('of every rule', () => {
    const shown = new Set(OFFENCES.map(({ id }) => id));
    expect([...shown].sort()).toEqual(LINT_RULES.map(({ id }) => id).sort());
  });

  test('of what a cluster lacks only where a cluster is known', () => {
    const ofCluster = OFFENCES.filter(({ cluster }) => cluster !== undefined);
    for (const { id, offender } of ofCluster) expect(idsIn(offender)).not.toContain(id);
  });
});
