/** Deleting what a generator keeps in step helps for seconds: worth knowing before it is urgent. */
import type { LintRule } from '../finding.ts';

export const generatorRecreates: LintRule = {
  id: 'generator-recreates',
  severity: 'hint',
  summary: 'a generated policy comes back when it is deleted',
  find: ({ policies }) =>
    policies.flatMap((about) => {
      const field = about.generator?.at('synchronize');
      if (field?.value !== true) return [];
      return [
        {
          about,
          path: field.path,
          what: 'makes its policies again within seconds when they are deleted',
          fix: 'to take a policy back, pause the generator first: write that into the runbook',
        },
      ];
    }),
};
