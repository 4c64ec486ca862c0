/** The Status objects with which an API server refuses, in its own words. */
import type { KubeObject, Resource } from './kube-object.ts';

export interface Status extends KubeObject {
  readonly kind: 'Status';
  readonly code: number;
  readonly message: string;
}

/** Thrown where a request turns out to be one that is refused. */
export class Refused extends Error {
  readonly status: Status;
  constructor(status: Status) {
    super(status.message);
    this.name = 'Refused';
    this.status = status;
  }
}

interface Details {
  readonly reason?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export function failure(code: number, message: string, more: Details = {}): Status {
  const { metadata = {}, ...rest } = more;
  const head = { kind: 'Status', apiVersion: 'v1', metadata, status: 'Failure' } as const;
  return { ...head, message, ...rest, code };
}

/** Without or with wrong credentials. */
export const unauthorized = (): Status => failure(401, 'Unauthorized', { reason: 'Unauthorized' });

export interface Attempt {
  readonly user: string;
  readonly verb: string;
  readonly resource: Resource;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** What RBAC says: who may not do what to which resource, where. */
export function forbidden({ user, verb, resource, namespace, name }: Attempt): Status {
  const { plural, group } = resource;
  const where =
    namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const target = [plural, ...(group === '' ? [] : [group])].join('.');
  const what = name === undefined ? target : `${target} "${name}"`;
  return failure(
    403,
    `${what} is forbidden: User "${user}" cannot ${verb} resource "${plural}" ` +
      `in API group "${group}" ${where}`,
    {
      reason: 'Forbidden',
      details: { ...(name && { name }), ...(group && { group }), kind: plural },
    },
  );
}

export const notFound = ({ plural, group }: Resource, name: string): Status =>
  failure(404, `${group === '' ? plural : `${plural}.${group}`} "${name}" not found`, {
    reason: 'NotFound',
    details: { name, ...(group && { group }), kind: plural },
  });

export const alreadyExists = ({ plural, group }: Resource, name: string): Status =>
  failure(409, `${group === '' ? plural : `${plural}.${group}`} "${name}" already exists`, {
    reason: 'AlreadyExists',
    details: { name, ...(group && { group }), kind: plural },
  });

export const methodNotAllowed = (): Status =>
  failure(405, 'the server does not allow this method on the requested resource', {
    reason: 'MethodNotAllowed',
  });

export const unsupportedMediaType = (): Status =>
  failure(415, 'the body of the request was in an unknown format', {
    reason: 'UnsupportedMediaType',
  });

/** A DELETE that means another object, or another state of it. */
export function preconditionFailed(
  { plural, group }: Resource,
  { metadata: { name } }: KubeObject,
): Status {
  const what = `Operation cannot be fulfilled on ${plural}.${group} "${name}"`;
  return failure(409, `${what}: the preconditions do not hold`, { reason: 'Conflict' });
}

export const badRequest = (message: string): Status =>
  failure(400, message, { reason: 'BadRequest' });

export const notAcceptable = (): Status =>
  failure(406, 'only the following media types are accepted: application/json, application/yaml', {
    reason: 'NotAcceptable',
  });

/** A field of the request's list options that this server does not let stand. */
export function forbiddenOption(field: string, why: string): Status {
  const message = `Forbidden: ${why}`;
  return failure(422, `ListOptions.meta.k8s.io "" is invalid: ${field}: ${message}`, {
    reason: 'Invalid',
    details: {
      group: 'meta.k8s.io',
      kind: 'ListOptions',
      causes: [{ reason: 'FieldValueForbidden', message, field }],
    },
  });
}

/** A resource version before the watch cache. */
export const tooOld = (asked: number, oldest: number): Status =>
  failure(410, `too old resource version: ${asked} (${oldest})`, { reason: 'Expired' });

/** A list's continue token outlived its snapshot; `token` goes on without consistency. */
export const expiredContinue = (token: string): Status =>
  failure(
    410,
    'The provided continue parameter is too old to display a consistent list result. You can ' +
      'start a new list without the continue parameter, or use the continue token in this ' +
      'response to retrieve the remainder of the results.',
    { reason: 'Expired', metadata: { continue: token } },
  );

/** Just after a start; asks for one second. */
export const initializing = (): Status =>
  failure(429, 'storage is (re)initializing', {
    reason: 'TooManyRequests',
    details: { retryAfterSeconds: 1 },
  });

export const internalError = (message = 'etcdserver: request timed out'): Status =>
  failure(500, `Internal error occurred: ${message}`, {
    reason: 'InternalError',
    details: { causes: [{ message }] },
  });

/** A resource version that this server has not come to yet. */
export const tooLarge = (asked: number, current: number): Status =>
  failure(504, `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    reason: 'Timeout',
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  });
