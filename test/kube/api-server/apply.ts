/**
 * Server-side apply: an object out of what each manager wants of it. Fields that a manager does not
 * ask for any more are gone, unless another one owns them; a field that another one owns cannot be
 * changed. Lists are taken as a whole, as in custom resources that say nothing of their lists.
 * Source: kubernetes.io/docs/reference/using-api/server-side-apply.
 */
import type { KubeObject, NewObject, StoredObject } from './kube-object.ts';
import { failure, Refused } from './status.ts';

/** `fieldsV1`: `f:spec` → `f:order` → nothing. */
interface FieldTree {
  readonly [field: string]: FieldTree;
}

interface ManagedFields {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: FieldTree;
}

type Tree = Readonly<Record<string, unknown>>;
type Path = readonly string[];

/** What nobody owns: the identity of the object, and what the server writes. */
const IDENTITY = ['apiVersion', 'kind', 'name', 'namespace', 'uid', 'resourceVersion'];
const SERVERS_OWN = [...IDENTITY, 'creationTimestamp', 'managedFields', 'generation'];

/** The object once `wanted` is applied by `manager`; throws Refused, 409. */
export function applied(
  previous: StoredObject | undefined,
  wanted: NewObject,
  { manager, force }: { manager: string; force: boolean },
): NewObject {
  const managers = managersOf(previous);
  const own = managers.find((each) => isApplierOf(each, manager));
  const others = managers.filter((each) => each !== own);
  const paths = leaves(wanted);
  const taken = paths.filter((path) => isTaken(path, { previous, wanted, others }));
  if (taken.length > 0 && !force) throw conflict(taken, others);
  let object: Tree = previous ?? wanted;
  for (const path of pathsIn(own?.fieldsV1 ?? {})) {
    const isKept = others.some(({ fieldsV1 }) => owns(fieldsV1, path));
    if (!isKept) object = withValue(object, path, undefined);
  }
  for (const path of paths) object = withValue(object, path, valueAt(wanted, path));
  const fieldsV1 = treeOf(paths);
  const applier = { manager, operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1 } as const;
  return withManagers(object as NewObject, [...others, applier]);
}

/** The object with `manager` as the owner of all of its fields. */
export function created(object: NewObject, manager: string): NewObject {
  const fieldsV1 = treeOf(leaves(object));
  const owner = { manager, operation: 'Update', fieldsType: 'FieldsV1', fieldsV1 } as const;
  return withManagers(object, [owner]);
}

function managersOf(object: StoredObject | undefined): readonly ManagedFields[] {
  return (object?.metadata.managedFields as readonly ManagedFields[] | undefined) ?? [];
}

function withManagers(object: NewObject, managedFields: readonly ManagedFields[]): NewObject {
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

const isApplierOf = (each: ManagedFields, manager: string): boolean =>
  each.operation === 'Apply' && each.manager === manager;

interface Sight {
  readonly previous: StoredObject | undefined;
  readonly wanted: NewObject;
  readonly others: readonly ManagedFields[];
}

/** Of another manager, and with another value. */
function isTaken(path: Path, { previous, wanted, others }: Sight): boolean {
  if (previous === undefined) return false;
  const isSame = asText(valueAt(previous, path)) === asText(valueAt(wanted, path));
  return !isSame && others.some(({ fieldsV1 }) => owns(fieldsV1, path));
}

function conflict(taken: readonly Path[], others: readonly ManagedFields[]): Refused {
  const paths = taken.map((path) => `.${path.join('.')}`);
  const owners = others.filter(({ fieldsV1 }) => taken.some((path) => owns(fieldsV1, path)));
  const by = owners.map(({ manager }) => `"${manager}"`).join(', ');
  const count = taken.length === 1 ? '1 conflict' : `${taken.length} conflicts`;
  const message = `Apply failed with ${count}: conflicts with ${by}: ${paths.join(', ')}`;
  return new Refused(failure(409, message, { reason: 'Conflict' }));
}

/** Paths of scalars and lists. */
function leaves(object: KubeObject): Path[] {
  const found: Path[] = [];
  const visit = (value: unknown, path: Path): void => {
    if (!isTree(value)) found.push(path);
    else for (const [key, child] of Object.entries(value)) visit(child, [...path, key]);
  };
  for (const [key, value] of Object.entries(object)) visit(value, [key]);
  return found.filter(([top, field = top]) => {
    const isMeta = top === 'metadata' || field === top;
    return !(isMeta && SERVERS_OWN.includes(field!));
  });
}

function pathsIn(tree: FieldTree, path: Path = []): Path[] {
  const fields = Object.entries(tree);
  if (fields.length === 0) return path.length === 0 ? [] : [path];
  return fields.flatMap(([field, below]) => pathsIn(below, [...path, field.slice(2)]));
}

function treeOf(paths: readonly Path[]): FieldTree {
  const fields = paths.map((path) => path.map((key) => `f:${key}`));
  return fields.reduce<Tree>((tree, path) => withValue(tree, path, {}), {}) as FieldTree;
}

const owns = (tree: FieldTree, path: Path): boolean =>
  pathsIn(tree).some((owned) => asText(owned) === asText(path));

const asText = (value: unknown): string => JSON.stringify(value) ?? '';

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(object: Tree, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), object);
}

/** Undefined: without it. */
function withValue(object: Tree, [key, ...rest]: Path, value: unknown): Tree {
  const { [key!]: before, ...others } = object;
  const below = isTree(before) ? before : {};
  const after = rest.length === 0 ? value : withValue(below, rest, value);
  return after === undefined ? others : { ...others, [key!]: after };
}
