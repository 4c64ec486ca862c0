/** `/apis/GROUP/VERSION`: which resources a group has. */
import { apiVersionOf, type KubeObject, type Resource } from './kube-object.ts';

const PATH = /^\/(?:api|apis\/([^/]+))\/([^/]+)$/;

/** Undefined: there is no such group. */
export function discover(url: string, resources: readonly Resource[]): KubeObject | undefined {
  const { pathname } = new URL(url, 'https://server');
  const [, group = '', version] = PATH.exec(pathname) ?? [];
  const ofGroup = resources.filter((each) => each.group === group && each.version === version);
  if (ofGroup.length === 0) return undefined;
  const head = { kind: 'APIResourceList', apiVersion: 'v1', metadata: {} };
  const list = ofGroup.map(({ plural: name, kind, namespaced }) => ({ name, kind, namespaced }));
  return { ...head, groupVersion: apiVersionOf(ofGroup[0]!), resources: list };
}
