/** Which objects a request asks for: a namespace, and fields or labels with a value. */
import type { KubeObject, Resource } from './kube-object.ts';
import { badRequest, Refused } from './status.ts';

export type Selection = (object: KubeObject) => boolean;

const ALWAYS_SELECTABLE = ['metadata.name', 'metadata.namespace'];

/** Throws Refused when the resource has no such field label; of label selectors `a=b` is built. */
export function readSelection(
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): Selection {
  const fieldSelector = query.get('fieldSelector') ?? '';
  const tests: Selection[] = termsOf(query.get('labelSelector') ?? '').map(readLabelTerm);
  if (namespace !== undefined) tests.push(({ metadata }) => metadata.namespace === namespace);
  for (const term of termsOf(fieldSelector)) {
    const [, path = '', operator = '', value = ''] = /^(.*?)(!=|==?)(.*)$/.exec(term) ?? [];
    if (![...ALWAYS_SELECTABLE, ...resource.selectable].includes(path)) {
      throw unknownField(resource, fieldSelector, path);
    }
    const isEqual = operator !== '!=';
    tests.push((object) => (fieldOf(object, path) === value) === isEqual);
  }
  return (object) => tests.every((test) => test(object));
}

const termsOf = (selector: string): string[] => selector.split(',').filter((term) => term !== '');

function readLabelTerm(term: string): Selection {
  const [, label, value] = /^([^=!]+)==?([^=]*)$/.exec(term) ?? [];
  if (label === undefined) {
    throw new Refused(badRequest('label selectors: only LABEL=VALUE in this test server'));
  }
  return ({ metadata }) => (metadata.labels as Record<string, unknown>)?.[label] === value;
}

function unknownField(resource: Resource, selector: string, path: string): Refused {
  const { plural, group, version } = resource;
  return new Refused(
    badRequest(
      `Unable to find "${group}/${version}, Resource=${plural}" that match label selector "", ` +
        `field selector "${selector}": field label not supported: ${path}`,
    ),
  );
}

/** The text of a field, empty where it is absent. */
function fieldOf(object: KubeObject, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], object);
  return value === undefined ? '' : String(value);
}
