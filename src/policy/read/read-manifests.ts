/**
 * Policies and the world out of manifests: what `kubectl get … -o yaml` prints, and folders of
 * files as they are applied. Every mistake is told with file, line, column and field; a policy that
 * is not understood is never left out silently, whatever its group.
 */
import { FieldError, type Fields } from '../../manifest/fields.ts';
import {
  type ManifestObject,
  type ManifestSource,
  manifestObjects,
  placedError,
} from '../../manifest/manifest-object.ts';
import { formatPlace, ManifestError, ManifestText } from '../../manifest/manifest-text.ts';
import { BUILT_IN_TIERS, formatPolicyId, type Policy } from '../model/policy.ts';
import type { World } from '../model/world.ts';
import { isOfWorld, isUnknownPolicy, policyReader } from './kinds.ts';
import { type ReadContext, readNamespaceName } from './policy-header.ts';
import { Problems } from './problems.ts';
import { WorldBuilder } from './world-builder.ts';

export interface ManifestInput {
  /** For messages. */
  readonly file: string;
  readonly text: string;
}

export interface ReadOptions {
  /** Of objects that name none, as `-n` of kubectl; without it they are a mistake. */
  readonly namespace?: string;
}

export interface ReadResult {
  /** Those that are understood, in the order of the input; staged ones among them. */
  readonly policies: readonly Policy[];
  readonly world: World;
  /** Empty, or the result must not be taken for the whole. */
  readonly errors: readonly ManifestError[];
}

/** Never throws for what is in the texts. */
export function readManifests(
  inputs: readonly ManifestInput[],
  options: ReadOptions = {},
): ReadResult {
  const reading = new Reading(options.namespace);
  for (const { file, text } of inputs) {
    const { objects, errors } = manifestObjects(new ManifestText(text, file));
    reading.errors.push(...errors);
    for (const object of objects) reading.add(object);
  }
  return reading.result();
}

class Reading {
  readonly errors: ManifestError[] = [];
  readonly #policies = new Map<string, Policy>();
  readonly #world = new WorldBuilder();
  readonly #sources = new Map<Fields, ManifestSource>();
  readonly #namespace: string | undefined;

  constructor(namespace: string | undefined) {
    this.#namespace = namespace;
  }

  add(object: ManifestObject): void {
    const { kind, group, fields, source } = object;
    const problems = new Problems();
    const context = { problems, namespace: this.#namespace };
    const read = policyReader(group, kind);
    if (read !== undefined) {
      const policy = problems.attempt(() => read(object, context));
      if (policy !== undefined && problems.errors.length === 0) this.#addPolicy(policy, problems);
    } else if (isOfWorld(group, kind)) {
      if (kind === 'Pod') this.#sources.set(fields, source);
      problems.attempt(() => this.#addToWorld(object, context));
    } else if (isUnknownPolicy(group, kind)) {
      problems.errors.push(new FieldError(fields.at('kind').path, notUnderstood(object)));
    }
    for (const error of problems.errors) this.errors.push(placedError(error, source));
  }

  #addPolicy(policy: Policy, problems: Problems): void {
    const key = `${policy.staged === undefined ? '' : 'staged '}${formatPolicyId(policy.id)}`;
    const before = this.#policies.get(key);
    if (before === undefined) {
      this.#policies.set(key, policy);
      return;
    }
    const place = before.source === undefined ? '' : formatPlace(before.source.placeOf([]));
    const what = `names a policy that is also at ${place}`;
    problems.errors.push(new FieldError(['metadata', 'name'], what));
  }

  #addToWorld(object: ManifestObject, context: ReadContext): void {
    this.#world.add(object.kind, object.fields, () => readNamespaceName(object, context));
  }

  result(): ReadResult {
    const world = this.#world.build((read, fields) => {
      const problems = new Problems();
      const pod = problems.attempt(read);
      const source = this.#sources.get(fields);
      for (const error of problems.errors) this.errors.push(placedError(error, source!));
      return pod;
    });
    const known = new Set([...BUILT_IN_TIERS, ...world.tiers].map(({ name }) => name));
    const all = [...this.#policies.values()];
    for (const policy of all) if (!known.has(policy.tier)) this.errors.push(missingTier(policy));
    const policies = all.filter(({ tier }) => known.has(tier));
    return { policies, world, errors: this.errors };
  }
}

function notUnderstood({ kind, group, version }: ManifestObject): string {
  const api = group === '' ? version : `${group}/${version}`;
  return `${kind} of ${api} is not understood, and may be a policy`;
}

/** Where a tier stands cannot be guessed. */
function missingTier({ tier, source }: Policy): ManifestError {
  const what = `spec.tier names the tier ${tier}, which is not there: add the Tier's manifest`;
  return new ManifestError(source?.placeOf(['spec', 'tier']) ?? '', what);
}
