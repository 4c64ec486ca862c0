/**
 * A small cluster with few addresses: who truly held which when, and what the API server said of it
 * and when. Times are microseconds since the epoch; every report keeps within the margins.
 *
 *   start ─▶ address ─▶ containers run ─▶ they end ─▶ address free ─▶ gone
 *                  └▶ report     └▶ report       └▶ report      (each up to a lag later)
 */
import fc from 'fast-check';
import type { Margins } from '../../../src/kube/history/knowledge.ts';
import type { Pod } from '../../../src/kube/objects.ts';
import { podOf } from '../object-fixtures.ts';

export const SECOND_US = 1_000_000;
export const MARGINS: Margins = {
  lagUs: 3 * SECOND_US,
  skewUs: 200_000,
  lingerUs: 20 * SECOND_US,
};
export const BEGIN_US = 1_700_000_000 * SECOND_US;

/** Shares of what is allowed, in thousandths. */
const share = fc.integer({ min: 0, max: 1_000 });

/** Mostly short: what is over soon is what gets mixed up. */
const shortShare = fc.oneof(fc.integer({ min: 0, max: 100 }), share);

const ENDS = ['lives', 'finished', 'graceful', 'forced', 'moved'] as const;

const tenantArbitrary = fc.record({
  end: fc.constantFrom(...ENDS),
  idle: shortShare,
  early: share,
  toRun: share,
  life: shortShare,
  release: share,
  skew: share,
  reports: fc.tuple(share, share, share, share),
  keepsName: fc.boolean(),
  staysInApi: fc.boolean(),
});
type TenantSpec = typeof tenantArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Owners of each address, one after the other. */
export const worldArbitrary = fc.array(fc.array(tenantArbitrary, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 3,
});

/** What the API server has of a pod from `atUs` on; undefined: nothing any more. */
export interface Report {
  readonly uid: string;
  readonly atUs: number;
  readonly pod: Pod;
  readonly isDeletion: boolean;
}

/** The truth of one owner of one address. */
export interface Tenant {
  readonly uid: string;
  readonly name: string;
  readonly ip: string;
  readonly end: TenantSpec['end'];
  readonly startUs: number;
  readonly fromUs: number;
  readonly runsUs: number;
  readonly endsUs: number;
  /** The address is free again. */
  readonly toUs: number;
  /** By when the API server has said that it is over; Infinity: never. */
  readonly goneUs: number;
  readonly reports: readonly Report[];
}

export function buildWorld(addresses: readonly (readonly TenantSpec[])[]): Tenant[] {
  return addresses.flatMap((specs, i) => {
    const tenants: Tenant[] = [];
    for (const spec of specs) {
      const before = tenants.at(-1);
      if (before !== undefined && before.toUs === Number.POSITIVE_INFINITY) break;
      tenants.push(buildTenant(spec, { uid: `${i}-${tenants.length}`, i, before }));
    }
    return tenants;
  });
}

interface Place {
  readonly uid: string;
  readonly i: number;
  readonly before: Tenant | undefined;
}

function buildTenant(spec: TenantSpec, { uid, i, before }: Place): Tenant {
  const { lagUs, skewUs, lingerUs } = MARGINS;
  const of = (thousandths: number, us: number) => Math.floor((thousandths * us) / 1_000);
  const ip = `10.244.0.${i}`;
  const fromUs = (before?.toUs ?? BEGIN_US) + of(spec.idle, 10 * SECOND_US) + 1;
  const startUs = fromUs - of(spec.early, 5 * SECOND_US);
  const runsUs = fromUs + of(spec.toRun, 4 * SECOND_US);
  const endsUs = runsUs + of(spec.life, 60 * SECOND_US);
  const isForced = spec.end === 'forced';
  const releasedUs = endsUs + of(spec.release, isForced ? lingerUs : SECOND_US);
  const toUs = spec.end === 'lives' ? Number.POSITIVE_INFINITY : releasedUs;
  const isNameFree = before !== undefined && before.goneUs < startUs && before.end !== 'moved';
  const name = spec.keepsName && isNameFree ? before.name : `pod-${uid}`;
  const clock = (us: number) => seconds(us + of(spec.skew, skewUs) - skewUs / 2);
  const pod = podOf({ uid, name, ips: [ip], startUs: clock(startUs) });
  const running = { ...pod, networkUs: clock(runsUs) };
  const [first, second, third, fourth] = spec.reports;
  const addressAtUs = fromUs + of(first, lagUs - SECOND_US);
  const runsAtUs = Math.max(addressAtUs, runsUs + of(second, lagUs - SECOND_US)) + 1;
  const reports: Report[] = [
    { uid, atUs: startUs, pod: { ...pod, ips: [], phase: 'Pending' }, isDeletion: false },
    { uid, atUs: addressAtUs, pod: { ...pod, phase: 'Pending' }, isDeletion: false },
    { uid, atUs: runsAtUs, pod: running, isDeletion: false },
  ];
  const add = (atUs: number, changed: Pod, isDeletion: boolean) =>
    reports.push({ uid, atUs: Math.max(atUs, reports.at(-1)!.atUs + 1), pod: changed, isDeletion });
  const lateUs = of(third, lagUs - SECOND_US);
  const over = { ...running, phase: 'Succeeded', endUs: clock(endsUs) };
  if (spec.end === 'finished') add(releasedUs + lateUs, over, false);
  if (spec.end === 'finished' && !spec.staysInApi) {
    add(releasedUs + lateUs + of(fourth, 30 * SECOND_US), over, true);
  }
  if (spec.end === 'graceful') add(releasedUs + lateUs, running, true);
  if (isForced) add(endsUs + lateUs, running, true);
  const moved = { ...running, ips: [`10.244.1.${uid.replace('-', '')}`] };
  if (spec.end === 'moved') add(releasedUs + lateUs, moved, false);
  const isOver = reports.length > 3;
  const goneUs = isOver ? reports.at(-1)!.atUs : Number.POSITIVE_INFINITY;
  return { uid, name, ip, end: spec.end, startUs, fromUs, runsUs, endsUs, toUs, goneUs, reports };
}

/** Kubernetes cuts its times to whole seconds. */
function seconds(us: number): number {
  return Math.floor(us / SECOND_US) * SECOND_US;
}

/** Who truly holds the address at `us`. */
export function holderAt(world: readonly Tenant[], ip: string, us: number): Tenant | undefined {
  return world.find((tenant) => tenant.ip === ip && tenant.fromUs <= us && us < tenant.toUs);
}
