/** What the registry's answers accuse, and what is no answer: both forms as npm 11 writes them. */
import { expect, it } from 'vitest';
import { findingsOf } from '../../tools/audit-findings.ts';

const UNREACHABLE =
  '{ "error": { "code": "ENOTFOUND", "summary": "request failed", "detail": "" } }';
const REFUSED = '{ "message": "405 Method Not Allowed", "statusCode": 405, "error": {} }';

it.each([
  ['no network', UNREACHABLE],
  ['a mirror that does not serve it', REFUSED],
  ['npm that was stopped', ''],
  ['text that is no JSON', 'npm error code E404'],
  ['null', 'null'],
])('takes %s for no answer', (_, output) => {
  expect(findingsOf('signatures', output)).toBeUndefined();
  expect(findingsOf('advisories', output)).toBeUndefined();
});

it('accuses a bad signature and one that is missing', () => {
  const output = JSON.stringify({
    invalid: [{ name: 'pino', version: '10.4.0', code: 'EINTEGRITYSIGNATURE' }],
    missing: [{ name: 'yaml', version: '2.9.1' }],
  });
  expect(findingsOf('signatures', output)).toEqual([
    'pino@10.4.0: bad signature',
    'yaml@2.9.1: no signature',
  ]);
  expect(findingsOf('signatures', '{ "invalid": [], "missing": [] }')).toEqual([]);
});

it('accuses what is high or critical, and nothing less', () => {
  const vulnerabilities = {
    a: { severity: 'critical' },
    b: { severity: 'high' },
    c: { severity: 'moderate' },
  };
  const output = JSON.stringify({ auditReportVersion: 2, vulnerabilities });
  expect(findingsOf('advisories', output)).toEqual(['a: critical', 'b: high']);
  expect(findingsOf('advisories', '{ "vulnerabilities": {} }')).toEqual([]);
});
