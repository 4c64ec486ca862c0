/** What every search for a blind spot looks at, with the indexes that they share. */
import type { Edge } from '../../flow/edge.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Declared, DeclaredService } from '../declared/declared.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Policy } from '../model/policy.ts';
import type { World, WorldService } from '../model/world.ts';
import { partyOf } from './party.ts';
import { keysOf, SeenFlows } from './seen-flows.ts';
import { findSubjects, type Subject } from './subjects.ts';

export interface SpotInput {
  readonly edges: readonly Edge[];
  readonly policies: readonly Policy[];
  /** Of these policies and this world. */
  readonly evaluator: Evaluator;
  readonly world: World;
  readonly declared: Declared;
}

export interface SpotContext extends SpotInput {
  readonly seen: SeenFlows;
  /** All workloads, those in the host's network among them. */
  readonly subjects: readonly Subject[];
  /** Workloads with pods that policies can select. */
  readonly policed: readonly Subject[];
  readonly services: ReadonlyMap<string, ServiceFacts>;
  /** Whose end it is; undefined: of no workload that is known. */
  readonly subjectOf: (endpoint: Endpoint) => Subject | undefined;
}

/** A service as policies and as its manifest know it. */
export interface ServiceFacts {
  readonly service: WorldService;
  readonly declared: DeclaredService | undefined;
}

export function spotContext(input: SpotInput): SpotContext {
  const subjects = findSubjects(input.world, input.declared);
  const byKey = new Map(
    subjects.flatMap((subject) => [...partyOf(subject).keys].map((key) => [key, subject] as const)),
  );
  const declared = new Map(input.declared.services.map((each) => [nameKey(each), each]));
  return {
    ...input,
    seen: new SeenFlows(input.edges),
    subjects,
    policed: subjects.filter(({ hostNetwork }) => !hostNetwork),
    subjectOf: (endpoint) => {
      return keysOf(endpoint)
        .map((key) => byKey.get(key))
        .find((subject) => subject !== undefined);
    },
    services: new Map(
      input.world.services.map((service) => {
        const key = nameKey(service);
        return [key, { service, declared: declared.get(key) }];
      }),
    ),
  };
}

export function nameKey({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}
