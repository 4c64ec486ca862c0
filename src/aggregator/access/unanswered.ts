/**
 * A question that the API server did not answer, as a refusal that says whether to try again or
 * what to grant. The server's own words stay out of it: they may repeat what was asked.
 */
import { ApiError, type ApiErrorCode } from '../../kube/api/api-error.ts';
import { FieldError } from '../../manifest/fields.ts';
import { AccessRefusal } from '../../service/access.ts';

const LINES: Readonly<Partial<Record<ApiErrorCode, string>>> = {
  no_credentials: 'the aggregator has no credentials for the API server',
  not_found: 'the API server does not serve it',
  throttled: 'the API server is busy',
  unauthorized: 'the API server does not accept the credentials of the aggregator',
  unreachable: 'the API server does not answer',
  untrusted: 'the certificate of the API server is not trusted',
};

/**
 * `right` is what the question takes, such as `create on tokenreviews.authentication.k8s.io`.
 * Throws again what is no failure of the API server.
 */
export function unanswered(right: string, error: unknown): AccessRefusal {
  if (error instanceof AccessRefusal) return error;
  if (!(error instanceof ApiError || error instanceof FieldError)) throw error;
  const code = error instanceof ApiError ? error.code : 'malformed';
  const why =
    code === 'forbidden'
      ? `grant the aggregator ${right}`
      : (LINES[code] ?? 'the API server gave no answer that can be used');
  return new AccessRefusal('unavailable', `nobody can be told from anybody now: ${why}`, {
    cause: error,
  });
}
