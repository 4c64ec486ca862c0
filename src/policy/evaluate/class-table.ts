/** Gives ends with the same labels and network sets the same class. */

import { UNKNOWN, YES } from '../model/tri.ts';
import type { Labels } from '../model/world.ts';
import type { LabelView } from '../selector/match-selector.ts';
import type { EndClass, Member } from './end.ts';
import type { AddressFacts } from './match-address.ts';
import type { NetworkSetIndex } from './network-set-index.ts';
import { objectLabels, type PodFacts, podLabels, UNKNOWN_LABELS } from './pod-labels.ts';

interface ClassShape {
  readonly subject: LabelView | undefined;
  readonly own: readonly Member[];
  readonly node: Member | undefined;
}

export class ClassTable {
  readonly #sets: NetworkSetIndex;
  readonly #classes = new Map<string, EndClass>();

  constructor(sets: NetworkSetIndex) {
    this.#sets = sets;
  }

  ofPod(facts: PodFacts, end: AddressFacts): EndClass {
    return this.#class(`pod ${podKey(facts)}`, end, () => {
      const labels = podLabels(facts);
      return { subject: labels, own: [{ labels, isThere: YES }], node: undefined };
    });
  }

  /** `node`: undefined when nothing is known of it. */
  ofHost(
    hosts: readonly (Member & { key: string })[],
    node: HostNode,
    end: AddressFacts,
  ): EndClass {
    const key = `host ${node.name} ${hosts.map((host) => `${host.key}=${host.isThere}`).join()}`;
    return this.#class(key, end, () => ({
      subject: undefined,
      own: hosts,
      node: {
        labels:
          node.labels === undefined ? UNKNOWN_LABELS : objectLabels(node.labels, '', undefined),
        isThere: YES,
      },
    }));
  }

  /** As the policies on a host endpoint see it. */
  ofHostEndpoint(name: string, labels: Labels): EndClass {
    const view = objectLabels(labels, '', undefined);
    return this.#class(`host endpoint ${name}`, { addresses: [], blocks: [] }, () => ({
      subject: view,
      own: [{ labels: view, isThere: YES }],
      node: undefined,
    }));
  }

  ofOutside(end: AddressFacts): EndClass {
    return this.#class('outside', end, () => ({ subject: undefined, own: [], node: undefined }));
  }

  ofUnnamed(end: AddressFacts): EndClass {
    return this.#class('unnamed', end, () => ({
      subject: UNKNOWN_LABELS,
      own: [{ labels: UNKNOWN_LABELS, isThere: UNKNOWN }],
      node: { labels: UNKNOWN_LABELS, isThere: UNKNOWN },
    }));
  }

  #class(key: string, end: AddressFacts, makeShape: () => ClassShape): EndClass {
    const memberships = this.#sets.membershipsOf(end);
    const setsKey = memberships.map(({ set, isThere }) => `${set}=${isThere}`).join();
    const whole = `${key} ${setsKey}`;
    const known = this.#classes.get(whole);
    if (known !== undefined) return known;
    const { subject, own, node } = makeShape();
    const ofSets = memberships.map(({ set, isThere }) => ({
      labels: this.#sets.labelsOf(set),
      isThere,
    }));
    const made = { id: this.#classes.size, subject, members: [...own, ...ofSets], node };
    this.#classes.set(whole, made);
    return made;
  }
}

export interface HostNode {
  readonly name: string;
  readonly labels: Labels | undefined;
}

function podKey(facts: PodFacts): string {
  const { namespace, serviceAccount, knowledge, labels } = facts;
  const own = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, serviceAccount, knowledge, own]);
}
