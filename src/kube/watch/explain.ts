/** An ApiError as one line for a person: what failed on which resource, and what to do. */
import type { ApiError } from '../api/api-error.ts';

export type Verb = 'list' | 'watch';

/** The user whom a Forbidden names: `pods is forbidden: User "…" cannot list resource …`. */
const USER = /User "([^"]{1,200})"/;
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** `resource` as a role names it. */
export function explain(resource: string, verb: Verb, error: ApiError): string {
  const what = `${resource}: ${verb}`;
  if (error.code === 'forbidden') {
    return `${what} forbidden: grant list and watch on ${resource} to ${userIn(error.message)}`;
  }
  if (error.code === 'unauthorized') {
    return `${what} unauthorized: the API server does not accept our token or client certificate`;
  }
  if (error.code === 'not_found') return `${what} failed: the API server does not serve it`;
  return `${what} failed: ${error.message}`;
}

function userIn(message: string): string {
  const user = USER.exec(message)?.[1];
  if (user === undefined) return 'this user';
  const account = SERVICE_ACCOUNT.exec(user);
  return account === null ? user : `serviceaccount ${account[2]} in namespace ${account[1]}`;
}
