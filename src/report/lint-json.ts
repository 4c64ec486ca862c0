/** The JSON form of a finding. Part of what users build on: fields are added, never renamed. */
import type { Finding } from '../policy/lint/finding.ts';

export function lintJson({ id, severity, policy, place, message, fix, ignored }: Finding): object {
  return {
    id,
    severity,
    ...place,
    ...(policy !== '' && { policy }),
    message,
    fix,
    ...(ignored !== undefined && { ignored }),
  };
}
