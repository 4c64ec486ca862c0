import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { outagesArbitrary, TICK_US, type Watched, watch } from './watched.ts';
import {
  BEGIN_US,
  buildWorld,
  holderAt,
  MARGINS,
  SECOND_US,
  type Tenant,
  worldArbitrary,
} from './world.ts';

const { lagUs, skewUs, lingerUs } = MARGINS;
/** Whole seconds and clocks: how far a report's own times may be off. */
const OFF_US = SECOND_US + 2 * skewUs;
/** From a change, by any clock, to when it is certainly known. */
const DELAY_US = lagUs + skewUs;

const MOMENTS = ['startUs', 'fromUs', 'runsUs', 'endsUs', 'toUs', 'goneUs'] as const;

/** About the time of some turn in a tenant's life, soon after or much later. */
const questionsArbitrary = fc.array(
  fc.record({
    tenant: fc.nat({ max: 17 }),
    moment: fc.constantFrom(...MOMENTS),
    offsetMs: fc.integer({ min: -5_000, max: 5_000 }),
    laterMs: fc.oneof(fc.integer({ min: 0, max: 8_000 }), fc.integer({ min: 0, max: 120_000 })),
  }),
  { minLength: 1, maxLength: 60 },
);
type QuestionSpec = typeof questionsArbitrary extends fc.Arbitrary<(infer T)[]> ? T : never;

interface Question {
  readonly askedUs: number;
  readonly us: number;
  readonly ip: string;
}

function questionOf(world: readonly Tenant[], spec: QuestionSpec): Question {
  const tenant = world[spec.tenant % world.length]!;
  const momentUs = Number.isFinite(tenant[spec.moment]) ? tenant[spec.moment] : tenant.runsUs;
  const us = momentUs + spec.offsetMs * 1_000;
  return { ip: tenant.ip, us, askedUs: us + spec.laterMs * 1_000 };
}

interface Answer {
  readonly sole: string | undefined;
  readonly candidates: readonly string[];
}

function ask(index: ClusterIndex, { ip, us }: Question): Answer {
  const span = { firstUs: us, lastUs: us };
  const uidOf = (owner: object) =>
    'pod' in owner ? (owner as { pod: { uid: string } }).pod.uid : '';
  const sole = index.soleHolder(ip, span);
  return {
    sole: sole && uidOf(sole.owner),
    candidates: index.candidates(ip, span).map(({ owner }) => uidOf(owner)),
  };
}

/**
 * Whether by now the index has been told of everything until `us`; what ends before a list may go
 * on for `lingerUs` without having been told of.
 */
function isAllTold({ listedUs, outages }: Watched, question: Question, lingersUs: number): boolean {
  const { askedUs, us } = question;
  if (us < listedUs + lingersUs || us > askedUs - DELAY_US - TICK_US) return false;
  return outages.every(({ fromUs, toUs, isRelist }) => {
    const isHealed = askedUs > toUs + DELAY_US + TICK_US;
    const isBefore = us < fromUs - DELAY_US - TICK_US;
    const isBehind = isHealed && (!isRelist || us > toUs + lingersUs);
    return isBefore || fromUs > askedUs || isBehind;
  });
}

/** Whether reports alone allow that the tenant holds its address at `us`. */
function isPossible(tenant: Tenant, us: number): boolean {
  const closedUs = tenant.goneUs + (tenant.end === 'finished' ? OFF_US : lingerUs + OFF_US);
  return tenant.startUs - OFF_US <= us && us <= closedUs + 30 * SECOND_US;
}

/** Whether the API server shows the pod without the address from then on. */
function isFarewell({ isDeletion, pod }: Tenant['reports'][number]): boolean {
  return isDeletion || pod.ips.some((ip) => ip.startsWith('10.244.1.'));
}

/** Whether reports that came by now prove that the holder holds it at `us`. */
function isProven(
  { listedUs, outages }: Watched,
  holder: Tenant,
  { askedUs, us }: Question,
): boolean {
  const isDisturbed = outages.some(
    ({ fromUs, toUs }) => fromUs <= askedUs && us <= toUs + 2 * DELAY_US + TICK_US,
  );
  const report = holder.reports[2]!;
  const isTold = !holder.reports.some((told) => isFarewell(told) && told.atUs <= listedUs);
  if (askedUs < listedUs || isDisturbed || !isTold) return false;
  if (report.atUs > askedUs || us > askedUs - DELAY_US - TICK_US) return false;
  const isOverTold = holder.goneUs <= askedUs || holder.reports.length > 3;
  const lastUs = isOverTold ? holder.endsUs - OFF_US - DELAY_US - TICK_US : us;
  return holder.runsUs + OFF_US <= us && us <= lastUs;
}

function check(world: readonly Tenant[], watched: Watched, question: Question, answer: Answer) {
  const holder = holderAt(world, question.ip, question.us);
  const neighbours = world.filter(({ ip, uid }) => ip === question.ip && uid !== holder?.uid);
  if (answer.sole !== undefined && holder !== undefined) expect(answer.sole).toBe(holder.uid);
  if (answer.sole !== undefined && holder === undefined) {
    const named = world.find(({ uid }) => uid === answer.sole)!;
    expect(isPossible(named, question.us)).toBe(true);
  }
  if (holder === undefined) return;
  const isOutliving = holder.end === 'forced' && question.us >= holder.reports.at(-1)!.atUs;
  const isTold = isAllTold(watched, question, isOutliving ? lingerUs : 0);
  if (isTold) expect(answer.candidates).toContain(holder.uid);
  if (isProven(watched, holder, question)) expect(answer.sole).toBe(holder.uid);
  const isRivalled = neighbours.some((other) => isPossible(other, question.us));
  const isWithin = question.us < holder.endsUs - SECOND_US;
  const areHoldersTold = isAllTold(watched, question, lingerUs);
  if (areHoldersTold && !isRivalled && isWithin) expect(answer.sole).toBe(holder.uid);
}

test('the true holder is among the candidates, and a single answer is never another', () => {
  const listed = fc.integer({ min: -5, max: 90 });
  const property = fc.property(
    worldArbitrary,
    outagesArbitrary,
    listed,
    questionsArbitrary,
    (addresses, outages, listedSecond, asked) => {
      const world = buildWorld(addresses);
      const watched = watch(world, outages, BEGIN_US + listedSecond * SECOND_US);
      const index = new ClusterIndex(undefined, { margins: MARGINS });
      const steps = watched.steps.values();
      let step = steps.next();
      const questions = asked.map((spec) => questionOf(world, spec));
      for (const question of questions.sort((a, b) => a.askedUs - b.askedUs)) {
        for (; !step.done && step.value.atUs <= question.askedUs; step = steps.next()) {
          step.value.tell(index.pods);
        }
        check(world, watched, question, ask(index, question));
      }
    },
  );
  fc.assert(property, { numRuns: 400, endOnFailure: true });
});
