import { describe, expect, it } from 'vitest';
import { ApiError, statusError } from '../../../src/kube/api/api-error.ts';
import { explain } from '../../../src/kube/watch/explain.ts';

const refusal = (code: number, message: string) =>
  statusError({ code, message, reason: '', retryAfterSeconds: 0 });

const FORBIDDEN =
  'jobs.batch is forbidden: User "system:serviceaccount:dropcast:aggregator" cannot watch ' +
  'resource "jobs" in API group "batch" at the cluster scope';

describe('a failure in one line', () => {
  it.each([
    [
      refusal(403, FORBIDDEN),
      'jobs.batch: watch forbidden: grant list and watch on jobs.batch to serviceaccount ' +
        'aggregator in namespace dropcast',
    ],
    [
      refusal(403, 'User "jane" cannot'),
      'jobs.batch: watch forbidden: grant list and watch on jobs.batch to jane',
    ],
    [
      refusal(403, ''),
      'jobs.batch: watch forbidden: grant list and watch on jobs.batch to this user',
    ],
    [
      refusal(401, 'Unauthorized'),
      'jobs.batch: watch unauthorized: the API server does not accept our token or client ' +
        'certificate',
    ],
    [refusal(404, '404 page'), 'jobs.batch: watch failed: the API server does not serve it'],
    [refusal(500, 'no etcd'), 'jobs.batch: watch failed: no etcd (500)'],
    [refusal(500, ''), 'jobs.batch: watch failed: no reason given (500)'],
    [
      new ApiError('unreachable', 'other side closed'),
      'jobs.batch: watch failed: other side closed',
    ],
  ])('%s', (error, line) => {
    expect(explain('jobs.batch', 'watch', error)).toBe(line);
  });
});
