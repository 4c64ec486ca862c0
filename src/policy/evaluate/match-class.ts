/**
 * What a rule's ends say about classes of ends: everything but addresses. Selectors are matched
 * once per class.
 */
import type { EntityMatch } from '../model/rule.ts';
import { and, NO, not, or, type Tri, UNKNOWN, YES } from '../model/tri.ts';
import { matchSelector } from '../selector/match-selector.ts';
import type { Selector } from '../selector/selector.ts';
import type { EndClass } from './end.ts';

export class ClassMatcher {
  /** By class id. */
  readonly #known = new Map<Selector, (Tri | undefined)[]>();

  /** Nets, and the addresses behind services, are left to others. */
  matchEntity(entity: EntityMatch, end: EndClass): Tri {
    let sum: Tri = entity.domainNames === undefined ? YES : UNKNOWN;
    if (entity.selector !== undefined) sum = and(sum, this.#matchMembers(entity.selector, end));
    if (sum !== NO && entity.notSelector !== undefined) {
      sum = and(sum, not(this.#matchMembers(entity.notSelector, end)));
    }
    if (sum !== NO && entity.nodes !== undefined) sum = and(sum, matchNode(entity.nodes, end));
    return sum;
  }

  /** Any endpoint or network set that has the address is enough. */
  #matchMembers(selector: Selector, end: EndClass): Tri {
    let ofSelector = this.#known.get(selector);
    if (ofSelector === undefined) {
      ofSelector = [];
      this.#known.set(selector, ofSelector);
    }
    const known = ofSelector[end.id];
    if (known !== undefined) return known;
    const found = end.members.reduce<Tri>(
      (sum, { labels, isThere }) => or(sum, and(isThere, matchSelector(selector, labels))),
      NO,
    );
    ofSelector[end.id] = found;
    return found;
  }
}

function matchNode(selector: Selector, { node }: EndClass): Tri {
  return node === undefined ? NO : and(node.isThere, matchSelector(selector, node.labels));
}
