/**
 * Reviews: whose a token is, and who may do what, for those who may ask. Both answer 201 with what
 * was asked and a status.
 * Source: kubernetes pkg/registry/authentication/tokenreview and
 * pkg/registry/authorization/subjectaccessreview.
 */
import type { Access } from './access.ts';
import { apiVersionOf, type KubeObject, type Resource } from './kube-object.ts';
import * as status from './status.ts';
import { API_AUDIENCES, TokenError, type Tokens, type UserInfo } from './tokens.ts';

const review = { version: 'v1', namespaced: false, selectable: [] };

export const REVIEW_RESOURCES: readonly Resource[] = [
  { ...review, plural: 'tokenreviews', group: 'authentication.k8s.io', kind: 'TokenReview' },
  {
    ...review,
    plural: 'subjectaccessreviews',
    group: 'authorization.k8s.io',
    kind: 'SubjectAccessReview',
  },
];

export const isReview = (resource: Resource): boolean => REVIEW_RESOURCES.includes(resource);

export interface ReviewMeans {
  readonly access: Access;
  readonly tokens: Tokens;
}

/** The answer to a review that was sent as `body`; throws Refused. */
export function answerReview(resource: Resource, body: unknown, means: ReviewMeans): KubeObject {
  const { spec = {} } = body as { readonly spec?: Record<string, unknown> };
  const answered = resource.kind === 'TokenReview' ? reviewToken : reviewAccess;
  return {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: { creationTimestamp: null },
    spec,
    status: answered(spec, means),
  };
}

function reviewToken(spec: Record<string, unknown>, { access, tokens }: ReviewMeans): object {
  const { token, audiences = [] } = spec as { token?: string; audiences?: string[] };
  if (!token) {
    throw new status.Refused(
      status.badRequest('token is required for TokenReview in authentication'),
    );
  }
  const wanted = audiences.length > 0 ? audiences : API_AUDIENCES;
  const name = access.tokens.get(token);
  if (name !== undefined) return fromFile(name, wanted);
  try {
    return { authenticated: true, ...tokens.check(token, wanted) };
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return { user: {}, error: `[invalid bearer token, ${error.message}]` };
  }
}

/** Tokens that know of no audience are for the API server, whatever is asked. */
function fromFile(username: string, wanted: readonly string[]): object {
  const audiences = wanted.filter((each) => API_AUDIENCES.includes(each));
  if (audiences.length === 0) return { user: {}, error: 'invalid bearer token' };
  return {
    authenticated: true,
    user: { username, groups: ['system:authenticated'] },
    audiences,
  };
}

interface AccessSpec extends Partial<UserInfo> {
  readonly user?: string;
  readonly resourceAttributes?: {
    readonly group?: string;
    readonly resource?: string;
    readonly verb?: string;
    readonly namespace?: string;
  };
}

function reviewAccess(spec: Record<string, unknown>, { access }: ReviewMeans): object {
  const { user = '', groups = [], resourceAttributes } = spec as AccessSpec;
  if (resourceAttributes === undefined) {
    throw invalid(
      'spec: Invalid value: null',
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  if (user === '' && groups.length === 0) {
    throw invalid(
      'spec.user: Invalid value: ""',
      'at least one of user or group must be specified',
    );
  }
  const { group, resource = '', verb = '', namespace = '' } = resourceAttributes;
  const name = group ? `${resource}.${group}` : resource;
  const found = access.bindings.find(
    (binding) =>
      [user, ...groups].includes(binding.subject) &&
      binding.allow.includes(`${verb} ${name}`) &&
      [undefined, namespace].includes(binding.namespace),
  );
  if (found === undefined) return { allowed: false };
  const kind = found.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding';
  return { allowed: true, reason: `RBAC: allowed by ${kind} to "${found.subject}"` };
}

function invalid(what: string, why: string): status.Refused {
  const message = `SubjectAccessReview.authorization.k8s.io "" is invalid: ${what}: ${why}`;
  return new status.Refused(status.failure(422, message, { reason: 'Invalid' }));
}
