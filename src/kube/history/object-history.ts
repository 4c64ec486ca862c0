/**
 * Nodes or services over time: objects with a name, and addresses of their own that seldom change.
 * The same law as for pods (pod-history.ts): what is not certain is possible.
 */
import type { AddressClaims, Holder } from './address-claims.ts';
import { type Claim, createClaim, isClosed, openTenure, type Tenure } from './claim.ts';
import { Knowledge, type Margins } from './knowledge.ts';
import type { ObjectSink } from './object-sink.ts';
import { closeChanged, closeGone, type Seen } from './pod-tenure.ts';
import { type Retention, Tombstones } from './tombstones.ts';

/** Addresses remembered of one object. */
const CLAIMS_PER_OBJECT_MAX = 64;

/** A node or service that is or was. */
export interface KnownObject<Kind extends string, T> extends Holder {
  readonly kind: Kind;
  /** As last reported. */
  object: T;
  readonly addresses: { readonly ip: string; readonly claim: Claim<KnownObject<Kind, T>> }[];
}

/** What a kind of object is made of. */
interface Shape<Kind extends string, T> {
  readonly kind: Kind;
  readonly nameOf: (object: T) => string;
  readonly addressesOf: (object: T) => readonly string[];
  /** Undefined: it is certain only since we heard of it. */
  readonly createdUsOf: (object: T) => number | undefined;
}

export interface ObjectHistoryOptions<Kind extends string, T> {
  readonly shape: Shape<Kind, T>;
  readonly claims: Pick<AddressClaims<KnownObject<Kind, T>>, 'add' | 'remove'>;
  readonly margins: Margins;
  readonly retention: Retention;
  /** Hears of each object that comes (`before` undefined), changes, or goes (`now` undefined). */
  readonly onChange?: (before: T | undefined, now: T | undefined) => void;
}

export class ObjectHistory<Kind extends string, T> implements ObjectSink<T> {
  readonly #options: ObjectHistoryOptions<Kind, T>;
  readonly #byName = new Map<string, KnownObject<Kind, T>>();
  readonly #gone: Tombstones<KnownObject<Kind, T>>;
  #knowledge: Knowledge;

  constructor(options: ObjectHistoryOptions<Kind, T>) {
    this.#options = options;
    this.#knowledge = new Knowledge(options.margins);
    this.#gone = new Tombstones(options.retention, (known) => this.#forget(known));
  }

  get knowledge(): Knowledge {
    return this.#knowledge;
  }

  /** Objects as a file has them: they always were, and nothing else. */
  record(objects: readonly T[]): void {
    this.#knowledge = Knowledge.ofRecord();
    for (const object of objects) {
      const known = this.#add(object);
      const tenure = openTenure(0, Number.POSITIVE_INFINITY);
      for (const ip of this.#options.shape.addressesOf(object)) this.#claim(known, ip, tenure);
    }
  }

  replaced(objects: readonly T[], atUs: number): void {
    const seen = this.#seen(atUs);
    const names = new Set(objects.map(this.#options.shape.nameOf));
    for (const object of objects) this.#observe(object, seen);
    for (const [name, known] of this.#byName) {
      if (!names.has(name)) this.#end(known, seen);
    }
    this.#knowledge.listed(atUs);
    this.#gone.expire(atUs);
  }

  applied(object: T, atUs: number): void {
    this.#observe(object, this.#seen(atUs));
  }

  deleted(object: T, atUs: number): void {
    const known = this.#byName.get(this.#options.shape.nameOf(object));
    if (known !== undefined) this.#end(known, this.#seen(atUs));
  }

  heard(atUs: number): void {
    this.#knowledge.heard(atUs);
    this.#gone.expire(atUs);
  }

  values(): Iterable<KnownObject<Kind, T>> {
    return this.#byName.values();
  }

  #seen(atUs: number): Seen {
    return { knownUs: Math.min(this.#knowledge.horizonUs, atUs), atUs };
  }

  #observe(object: T, seen: Seen): void {
    const { shape, margins } = this.#options;
    const before = this.#byName.get(shape.nameOf(object));
    const known = before ?? this.#add(object);
    this.#options.onChange?.(before?.object, object);
    known.object = object;
    const ips = shape.addressesOf(object);
    const tenure = known.addresses.length === 0 ? this.#beginFirst(object, seen) : undefined;
    for (const { ip, claim } of known.addresses) {
      claim.endpoint = undefined;
      if (!isClosed(claim) && !ips.includes(ip)) closeChanged(claim, seen, margins);
    }
    for (const ip of ips) {
      const isHeld = known.addresses.some((held) => held.ip === ip && !isClosed(held.claim));
      if (!isHeld) this.#claim(known, ip, tenure ?? this.#beginLater(seen));
    }
  }

  /** An address that comes with its object counts as old as that. */
  #beginFirst(object: T, { atUs }: Seen): Tenure {
    const { lagUs, skewUs } = this.#options.margins;
    const createdUs = this.#options.shape.createdUsOf(object);
    if (createdUs === undefined) return openTenure(0, atUs + skewUs);
    return openTenure(createdUs - skewUs, Math.min(createdUs + lagUs, atUs) + skewUs);
  }

  #beginLater({ knownUs, atUs }: Seen): Tenure {
    const { skewUs } = this.#options.margins;
    return openTenure(knownUs, atUs + skewUs);
  }

  #add(object: T): KnownObject<Kind, T> {
    const { kind, nameOf } = this.#options.shape;
    const known = { kind, object, knowledge: this.#knowledge, addresses: [] };
    this.#byName.set(nameOf(object), known);
    return known;
  }

  #claim(known: KnownObject<Kind, T>, ip: string, tenure: Tenure): void {
    const claim = createClaim(known, tenure);
    known.addresses.push({ ip, claim });
    this.#options.claims.add(ip, claim);
    if (known.addresses.length > CLAIMS_PER_OBJECT_MAX) {
      this.#release(known.addresses.shift()!);
    }
  }

  #end(known: KnownObject<Kind, T>, seen: Seen): void {
    const { shape, margins } = this.#options;
    for (const { claim } of known.addresses) {
      if (!isClosed(claim)) closeGone(claim, seen, margins);
    }
    const name = shape.nameOf(known.object);
    this.#byName.delete(name);
    this.#options.onChange?.(known.object, undefined);
    this.#gone.add(`${name}@${seen.atUs}`, known, seen.atUs);
  }

  #forget(known: KnownObject<Kind, T>): void {
    for (const held of known.addresses) this.#release(held);
  }

  #release({ ip, claim }: KnownObject<Kind, T>['addresses'][number]): void {
    this.#options.claims.remove(ip, claim);
    this.#knowledge.forgot(claim.toUs);
  }
}
