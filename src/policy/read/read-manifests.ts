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

/** One set of manifests among several that lie over one another. */
export interface Layer {
  readonly policies: readonly Policy[];
  /** All objects, in the order of the input; of whatever kind. */
  readonly objects: readonly ManifestObject[];
}

export interface LayeredResult extends Omit<ReadResult, 'policies'> {
  /** As many as there were inputs. */
  readonly layers: readonly Layer[];
}

/** Never throws for what is in the texts. */
export function readManifests(
  inputs: readonly ManifestInput[],
  options: ReadOptions = {},
): ReadResult {
  const { layers, world, errors } = readLayers([inputs], options);
  return { policies: layers[0]!.policies, world, errors };
}

/**
 * Sets of manifests that are applied one after the other: what a later one says of the world
 * counts, and policies stay apart (`overlay` puts them together). Never throws for what is in the
 * texts.
 */
export function readLayers(
  inputs: readonly (readonly ManifestInput[])[],
  options: ReadOptions = {},
): LayeredResult {
  const reading = new Reading(options.namespace);
  for (const layer of inputs) {
    reading.beginLayer();
    for (const { file, text } of layer) {
      const { objects, errors } = manifestObjects(new ManifestText(text, file));
      reading.errors.push(...errors);
      for (const object of objects) reading.add(object);
    }
  }
  return reading.result();
}

/** The policies once `over` is applied to a cluster that has `base`. */
export function overlay(base: readonly Policy[], over: readonly Policy[]): Policy[] {
  const all = new Map(base.map((policy) => [policyKey(policy), policy]));
  for (const policy of over) all.set(policyKey(policy), policy);
  return [...all.values()];
}

/** A staged policy stands beside the one that it stages. */
function policyKey({ id, staged }: Policy): string {
  return `${staged === undefined ? '' : 'staged '}${formatPolicyId(id)}`;
}

interface OpenLayer {
  readonly policies: Map<string, Policy>;
  readonly objects: ManifestObject[];
}

class Reading {
  readonly errors: ManifestError[] = [];
  readonly #layers: OpenLayer[] = [];
  readonly #world = new WorldBuilder();
  readonly #sources = new Map<Fields, ManifestSource>();
  readonly #namespace: string | undefined;

  constructor(namespace: string | undefined) {
    this.#namespace = namespace;
  }

  /** What is added from now on belongs to it. */
  beginLayer(): void {
    this.#layers.push({ policies: new Map(), objects: [] });
  }

  add(object: ManifestObject): void {
    const { kind, group, fields, source } = object;
    this.#layers.at(-1)!.objects.push(object);
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
    const { policies } = this.#layers.at(-1)!;
    const before = policies.get(policyKey(policy));
    if (before === undefined) {
      policies.set(policyKey(policy), policy);
      return;
    }
    const place = before.source === undefined ? '' : formatPlace(before.source.placeOf([]));
    const what = `names a policy that is also at ${place}`;
    problems.errors.push(new FieldError(['metadata', 'name'], what));
  }

  #addToWorld(object: ManifestObject, context: ReadContext): void {
    this.#world.add(object.kind, object.fields, () => readNamespaceName(object, context));
  }

  result(): LayeredResult {
    const world = this.#world.build((read, fields) => {
      const problems = new Problems();
      const pod = problems.attempt(read);
      const source = this.#sources.get(fields);
      for (const error of problems.errors) this.errors.push(placedError(error, source!));
      return pod;
    });
    const known = new Set([...BUILT_IN_TIERS, ...world.tiers].map(({ name }) => name));
    const layers = this.#layers.map(({ policies, objects }) => {
      const all = [...policies.values()];
      for (const policy of all) if (!known.has(policy.tier)) this.errors.push(missingTier(policy));
      return { policies: all.filter(({ tier }) => known.has(tier)), objects };
    });
    return { layers, world, errors: this.errors };
  }
}

function notUnderstood({ kind, group, version }: ManifestObject): string {
  const api = group === '' ? version : `${group}/${version}`;
  return `${kind} of ${api} is not understood, and may be a policy`;
}

/** Where a tier stands cannot be guessed. */
function missingTier({ tier, source }: Policy): ManifestError {
  const what = `spec.tier names the tier ${tier}, which is not there: add the Tier's manifest`;
  const place = source?.placeOf(['spec', 'tier']) ?? '';
  return new ManifestError(place, what, { field: 'spec.tier' });
}
