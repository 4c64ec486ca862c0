/**
 * Who asks, and whether they may: client certificates, bearer tokens, else anonymous; then a
 * function in the place of RBAC.
 */
import type { TLSSocket } from 'node:tls';
import type { Resource } from './kube-object.ts';
import type { Attempt } from './status.ts';

const ANONYMOUS = 'system:anonymous';

/** A role and its binding in one; what `SubjectAccessReview` looks into. */
export interface Binding {
  /** A user or a group. */
  readonly subject: string;
  /** Such as `list flows.dropcast.io`. */
  readonly allow: readonly string[];
  /** Undefined: in the whole cluster. */
  readonly namespace?: string;
}

/** All may be changed while the server runs. */
export interface Access {
  /** User names by bearer token. */
  readonly tokens: Map<string, string>;
  readonly bindings: Binding[];
  /** By default whoever is known may do everything. */
  allows(attempt: Attempt): boolean;
}

export const openAccess = (tokens: Readonly<Record<string, string>>): Access => ({
  tokens: new Map(Object.entries(tokens)),
  bindings: [],
  allows: ({ user }) => user !== ANONYMOUS,
});

/** The user's name; undefined for credentials that are wrong: 401. */
export function authenticate(
  socket: TLSSocket,
  authorization: string | undefined,
  { tokens }: Access,
): string | undefined {
  const subject = socket.getPeerCertificate()?.subject;
  if (subject !== undefined) return socket.authorized ? String(subject.CN) : undefined;
  if (authorization === undefined) return ANONYMOUS;
  return tokens.get(/^Bearer (.+)$/.exec(authorization)?.[1] ?? '');
}

/** Lets each user do what is listed, such as `list pods`; nothing else. */
export function allowOnly(...permissions: readonly string[]): Access['allows'] {
  return ({ verb, resource }: { verb: string; resource: Resource }) =>
    permissions.includes(`${verb} ${resource.plural}`);
}
