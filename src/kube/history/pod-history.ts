/**
 * Pods over time: a reflector's news become claims on addresses. What is gone is remembered as long
 * as its tombstone stands; then its time counts as unknown, never as empty.
 */
import type { Pod } from '../objects.ts';
import type { AddressClaims } from './address-claims.ts';
import { createClaim, isClosed, type Tenure } from './claim.ts';
import { Knowledge, type Margins } from './knowledge.ts';
import { type KnownPod, KnownPods } from './known-pods.ts';
import type { ObjectSink } from './object-sink.ts';
import {
  beginTenure,
  closeChanged,
  closeFinished,
  closeGone,
  isOver,
  type Seen,
} from './pod-tenure.ts';
import { type Retention, Tombstones } from './tombstones.ts';

/** Addresses remembered of one pod: a sandbox that is made anew may have another. */
const CLAIMS_PER_POD_MAX = 16;

export interface PodHistoryOptions {
  readonly claims: Pick<AddressClaims<KnownPod>, 'add' | 'remove'>;
  readonly margins: Margins;
  readonly retention: Retention;
  readonly interfacePrefix?: string | undefined;
  /** Hears of each change that what was made of pods does not show. */
  readonly onChange: () => void;
}

export class PodHistory implements ObjectSink<Pod> {
  readonly #options: PodHistoryOptions;
  readonly #pods: KnownPods;
  readonly #gone: Tombstones<KnownPod>;
  #knowledge: Knowledge;

  constructor(options: PodHistoryOptions) {
    this.#options = options;
    this.#pods = new KnownPods(options.interfacePrefix);
    this.#knowledge = new Knowledge(options.margins);
    this.#gone = new Tombstones(options.retention, (known) => this.#forget(known));
  }

  get knowledge(): Knowledge {
    return this.#knowledge;
  }

  /** Pods as a file has them: its times are taken at their word, and nothing else ever was. */
  record(pods: readonly Pod[]): void {
    this.#knowledge = Knowledge.ofRecord();
    for (const pod of pods) {
      const sureFromUs = Number.POSITIVE_INFINITY;
      const endUs = pod.endUs ?? Number.POSITIVE_INFINITY;
      const fromUs = pod.startUs ?? 0;
      const tenure = { fromUs, sureFromUs, sureToUs: endUs, endUs, toUs: endUs };
      const known = this.#pods.add(pod, tenure, this.#knowledge);
      if (pod.hostNetwork) continue;
      for (const ip of pod.ips) this.#claim(known, ip, tenure);
    }
  }

  replaced(pods: readonly Pod[], atUs: number): void {
    const seen = this.#seen(atUs);
    for (const pod of pods) this.#observe(pod, seen);
    const listed = new Set(pods.map((pod) => this.#pods.get(pod)));
    for (const known of this.#pods.values()) {
      if (!listed.has(known)) this.#end(known, seen);
    }
    this.#knowledge.listed(atUs);
    this.#gone.expire(atUs);
  }

  applied(pod: Pod, atUs: number): void {
    this.#observe(pod, this.#seen(atUs));
  }

  deleted(pod: Pod, atUs: number): void {
    const seen = this.#seen(atUs);
    this.#observe(pod, seen);
    const known = this.#pods.get(pod);
    if (known !== undefined) this.#end(known, seen);
  }

  heard(atUs: number): void {
    this.#knowledge.heard(atUs);
    this.#gone.expire(atUs);
  }

  /** Pods behind a workload interface, oldest first; they have one namespace and name. */
  byInterface(name: string): readonly KnownPod[] {
    return this.#pods.byInterface(name);
  }

  /** hostNetwork pods that are or were on the node. */
  hostNetworkPods(node: string): readonly KnownPod[] {
    return this.#pods.hostNetwork(node);
  }

  /** Pods that ever came. */
  get arrivals(): number {
    return this.#pods.added;
  }

  /** Pods that there are, and those that are only remembered. */
  get size(): { readonly pods: number; readonly tombstones: number } {
    return { pods: this.#pods.size, tombstones: this.#gone.size };
  }

  #seen(atUs: number): Seen {
    return { knownUs: Math.min(this.#knowledge.horizonUs, atUs), atUs };
  }

  #observe(pod: Pod, seen: Seen): void {
    // A uid never comes back: a watch that was opened again repeats itself.
    if (pod.uid !== '' && this.#gone.get(pod.uid) !== undefined) return;
    const known = this.#pods.get(pod) ?? this.#begin(pod, seen);
    if (known.pod !== pod) this.#update(known, pod);
    if (!pod.hostNetwork) this.#claimAddresses(known, seen);
    if (isOver(pod)) this.#finish(known, seen);
  }

  #begin(pod: Pod, seen: Seen): KnownPod {
    const life = beginTenure(pod, seen.atUs, this.#options.margins);
    const known = this.#pods.add(pod, life, this.#knowledge);
    for (const namesake of this.#pods.byInterface(known.interfaceName)) {
      const isThere = this.#pods.get(namesake.pod) === namesake;
      if (namesake !== known && isThere) this.#end(namesake, seen);
    }
    if (pod.hostNetwork) this.#options.onChange();
    return known;
  }

  /** What was made of the pod before is made anew when next asked for. */
  #update(known: KnownPod, pod: Pod): void {
    if (known.life.fromUs === 0 && pod.startUs !== undefined) known.life.fromUs = pod.startUs;
    known.pod = pod;
    known.locals.fill(undefined);
    for (const { claim } of known.addresses) claim.endpoint = undefined;
    if (pod.hostNetwork) this.#options.onChange();
  }

  #claimAddresses(known: KnownPod, seen: Seen): void {
    const { margins } = this.#options;
    const { pod } = known;
    for (const { ip, claim } of known.addresses) {
      if (!isClosed(claim) && !pod.ips.includes(ip)) closeChanged(claim, seen, margins);
    }
    for (const ip of pod.ips) {
      const tenure = beginTenure(pod, seen.atUs, margins);
      const open = known.addresses.find((held) => held.ip === ip && !isClosed(held.claim));
      if (open !== undefined) {
        open.claim.sureFromUs = Math.min(open.claim.sureFromUs, tenure.sureFromUs);
      } else if (!isClosed(known.life)) {
        this.#claim(known, ip, tenure);
      }
    }
  }

  #claim(known: KnownPod, ip: string, tenure: Tenure): void {
    const claim = createClaim(known, tenure);
    known.addresses.push({ ip, claim });
    this.#options.claims.add(ip, claim);
    if (known.addresses.length > CLAIMS_PER_POD_MAX) this.#forgetOldest(known);
  }

  #forgetOldest(known: KnownPod): void {
    const { ip, claim } = known.addresses.shift()!;
    this.#options.claims.remove(ip, claim);
    this.#knowledge.forgot(claim.toUs);
  }

  #finish(known: KnownPod, seen: Seen): void {
    for (const tenure of openTenures(known)) {
      closeFinished(tenure, known.pod, seen, this.#options.margins);
    }
  }

  #end(known: KnownPod, seen: Seen): void {
    for (const tenure of openTenures(known)) closeGone(tenure, seen, this.#options.margins);
    this.#pods.end(known);
    this.#gone.add(known.key, known, seen.atUs);
    if (known.pod.hostNetwork) this.#options.onChange();
  }

  #forget(known: KnownPod): void {
    this.#pods.forget(known);
    for (const { ip, claim } of known.addresses) {
      this.#options.claims.remove(ip, claim);
      this.#knowledge.forgot(claim.toUs);
    }
    if (known.pod.hostNetwork) this.#options.onChange();
  }
}

function openTenures(known: KnownPod): Tenure[] {
  const tenures: Tenure[] = [known.life, ...known.addresses.map(({ claim }) => claim)];
  return tenures.filter((tenure) => !isClosed(tenure));
}
