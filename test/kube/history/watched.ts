/**
 * What a reflector tells of the world: a list, then changes; outages after which the watch goes on
 * where it was, or everything is listed anew. Played up to any time.
 */
import fc from 'fast-check';
import type { PodHistory } from '../../../src/kube/history/pod-history.ts';
import type { Pod } from '../../../src/kube/objects.ts';
import { BEGIN_US, MARGINS, type Report, SECOND_US, type Tenant } from './world.ts';

/** How often a watch without news says that it is alive. */
export const TICK_US = 500_000;

export const outagesArbitrary = fc.array(
  fc.record({
    fromSecond: fc.integer({ min: 0, max: 150 }),
    seconds: fc.integer({ min: 1, max: 30 }),
    isRelist: fc.boolean(),
  }),
  { maxLength: 3 },
);

export interface Outage {
  readonly fromUs: number;
  readonly toUs: number;
  readonly isRelist: boolean;
}

interface Step {
  readonly atUs: number;
  readonly tell: (pods: PodHistory) => void;
}

export interface Watched {
  readonly listedUs: number;
  readonly outages: readonly Outage[];
  readonly steps: readonly Step[];
}

export function watch(
  world: readonly Tenant[],
  specs: readonly { fromSecond: number; seconds: number; isRelist: boolean }[],
  listedUs: number,
): Watched {
  const reports = world.flatMap((tenant) => tenant.reports).sort((a, b) => a.atUs - b.atUs);
  const outages = outagesOf(specs, listedUs);
  const during = (us: number) => outages.find(({ fromUs, toUs }) => fromUs <= us && us <= toUs);
  const lists = [listedUs, ...outages.filter((o) => o.isRelist).map((o) => o.toUs)];
  const steps: Step[] = lists.map((atUs) => ({
    atUs,
    tell: (pods) => pods.replaced(podsAt(reports, atUs), atUs),
  }));
  for (const report of reports) {
    const outage = during(report.atUs);
    if (report.atUs <= listedUs || outage?.isRelist) continue;
    steps.push({ atUs: outage?.toUs ?? report.atUs, tell: (pods) => tell(pods, report, outage) });
  }
  const isQuiet = (us: number) =>
    outages.some(({ fromUs, toUs }) => fromUs <= us && us <= toUs + MARGINS.lagUs);
  for (let us = listedUs + 1; us < BEGIN_US + 400 * SECOND_US; us += TICK_US) {
    if (!isQuiet(us)) steps.push({ atUs: us, tell: (pods) => pods.heard(us) });
  }
  return { listedUs, outages, steps: steps.sort((a, b) => a.atUs - b.atUs) };
}

function tell(pods: PodHistory, { pod, isDeletion, atUs }: Report, outage?: Outage): void {
  const heardUs = outage?.toUs ?? atUs;
  if (isDeletion) pods.deleted(pod, heardUs);
  else pods.applied(pod, heardUs);
}

function outagesOf(
  specs: readonly { fromSecond: number; seconds: number; isRelist: boolean }[],
  listedUs: number,
): Outage[] {
  const outages: Outage[] = [];
  let freeUs = listedUs + SECOND_US;
  for (const { fromSecond, seconds, isRelist } of specs) {
    const fromUs = freeUs + fromSecond * SECOND_US;
    const toUs = fromUs + seconds * SECOND_US;
    outages.push({ fromUs, toUs, isRelist });
    freeUs = toUs + 2 * MARGINS.lagUs;
  }
  return outages;
}

/** What a list at `us` holds. */
function podsAt(reports: readonly Report[], us: number): Pod[] {
  const pods = new Map<string, Pod>();
  for (const report of reports) {
    if (report.atUs > us) break;
    if (report.isDeletion) pods.delete(report.uid);
    else pods.set(report.uid, report.pod);
  }
  return [...pods.values()];
}
