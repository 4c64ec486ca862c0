/**
 * Policies that Kyverno's generate rules make, one per namespace: they are looked at like any
 * other, and select the pods of all namespaces that the rule matches and does not exclude.
 * Source: kyverno.io/v1 ClusterPolicy, `generate`, `match` and `exclude`.
 */
import { isDeepStrictEqual } from 'node:util';
import { Fields } from '../../manifest/fields.ts';
import {
  type ManifestObject,
  placedError,
  splitApiVersion,
} from '../../manifest/manifest-object.ts';
import type { ManifestError } from '../../manifest/manifest-text.ts';
import type { Policy } from '../model/policy.ts';
import { policyReader } from '../read/kinds.ts';
import { Problems } from '../read/problems.ts';
import { allOf, inNamespace, type Selector } from '../selector/selector.ts';
import { namespacesOf } from './generated-namespaces.ts';
import { conditions } from './pods-of.ts';
import type { ScopedPolicy } from './scoped-policy.ts';

const KYVERNO = 'kyverno.io';
/** Such as `{{request.object.metadata.name}}`: the namespace that made the rule run. */
const VARIABLE = /\{\{.*\}\}/;

export function readGenerated(objects: readonly ManifestObject[]): {
  readonly generated: readonly ScopedPolicy[];
  readonly errors: readonly ManifestError[];
} {
  const generated: ScopedPolicy[] = [];
  const errors: ManifestError[] = [];
  for (const object of objects.filter(isGenerator)) {
    const problems = new Problems();
    const rules = problems.attempt(() => object.fields.at('spec').at('rules').items());
    for (const rule of rules ?? []) {
      const ofRule = new Problems();
      const policy = ofRule.attempt(() => readRule(rule, object, ofRule));
      if (policy !== undefined && ofRule.errors.length === 0) generated.push(policy);
      problems.errors.push(...ofRule.errors);
    }
    for (const error of problems.errors) errors.push(placedError(error, object.source));
  }
  return { generated, errors };
}

function isGenerator({ group, kind }: ManifestObject): boolean {
  return group === KYVERNO && (kind === 'ClusterPolicy' || kind === 'Policy');
}

/** Undefined: it generates no policy, or none that can be used. */
function readRule(
  rule: Fields,
  object: ManifestObject,
  problems: Problems,
): ScopedPolicy | undefined {
  const generate = rule.at('generate');
  const { group, version } = splitApiVersion(generate.at('apiVersion').text());
  const kind = generate.at('kind').text();
  const data = generate.at('data');
  const read = policyReader(group, kind);
  if (read === undefined || data.isAbsent) return undefined;
  const namespace = generate.at('namespace').text();
  const fields = madeFields(data, { kind, name: nameIn(generate), namespace });
  const made = read(
    { kind, group, version, fields, source: object.source },
    { problems, namespace: undefined },
  );
  if (made === undefined) return undefined;
  const isForEach = VARIABLE.test(namespace);
  const exclude = rule.at('exclude');
  return {
    policy: isForEach ? inEach(made, namespacesOf(rule)) : made,
    name: `${object.kind} ${nameIn(object.fields.at('metadata'))}, rule ${nameIn(rule)}`,
    fields,
    object,
    subjectPath: exclude.isAbsent ? rule.at('match').path : exclude.path,
    generator: generate,
  };
}

function nameIn(fields: Fields): string {
  return fields.at('name').text();
}

/** What is generated as an object of its own, each field at its place in the generator. */
function madeFields(data: Fields, of: { kind: string; name: string; namespace: string }): Fields {
  const { kind, name, namespace } = of;
  return new Fields(
    { kind, metadata: { name, ...(namespace && { namespace }) }, spec: data.at('spec').value },
    data.path,
  );
}

function inEach(policy: Policy, namespaces: Selector): Policy {
  const own = inNamespace(policy.id.namespace);
  const others = conditions(policy.subject).filter((one) => !isDeepStrictEqual(one, own));
  return { ...policy, subject: allOf(namespaces, ...others) };
}
