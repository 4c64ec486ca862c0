/**
 * The dash too many: a namespaceSelector and a podSelector as two peers mean either of them, as one
 * peer the pods of those namespaces.
 */
import type { Fields } from '../../../manifest/fields.ts';
import type { LintRule } from '../finding.ts';

export const peersApart: LintRule = {
  id: 'peers-apart',
  severity: 'hint',
  summary: 'a namespaceSelector and a podSelector stand as two peers, perhaps for one',
  find: ({ policies }) =>
    policies.flatMap((about) => {
      if (about.policy.id.kind !== 'NetworkPolicy') return [];
      const spec = about.fields.at('spec');
      const lists = [
        ...spec
          .at('ingress')
          .items()
          .map((rule) => rule.at('from')),
        ...spec
          .at('egress')
          .items()
          .map((rule) => rule.at('to')),
      ];
      return lists.filter(isApart).map((list) => ({
        about,
        path: list.path,
        what: 'has a namespaceSelector and a podSelector as two peers: either is enough',
        fix:
          'if pods of those namespaces are meant, take the dash before podSelector out; ' +
          'if either is meant, make two rules of them',
      }));
    }),
};

function isApart(list: Fields): boolean {
  const [first, second, ...more] = list.items();
  if (first === undefined || second === undefined || more.length > 0) return false;
  return isOnly(first, 'namespaceSelector') && isOnly(second, 'podSelector');
}

/** An empty selector says plainly that all are meant. */
function isOnly(peer: Fields, name: string): boolean {
  const keys = peer.keys();
  return keys.length === 1 && keys[0] === name && peer.at(name).keys().length > 0;
}
