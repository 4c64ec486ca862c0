/**
 * Objects without what nothing here reads, and which is most of their bytes: who wrote which field,
 * what was applied last, images of nodes, conditions of pods, schemas.
 */
type Json = Readonly<Record<string, unknown>>;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Of `status`, per kind; all of it where a kind is not named. */
const STATUS_KEPT: Readonly<Record<string, readonly string[]>> = {
  Pod: ['phase', 'podIP', 'podIPs', 'hostIP', 'hostIPs'],
  Node: ['addresses'],
  CustomResourceDefinition: [],
  Deployment: [],
  StatefulSet: [],
  DaemonSet: [],
  ReplicaSet: [],
};

/** Shapes that are not an object's are left as they are: whoever reads them tells. */
export function slimObject(kind: string, object: unknown): unknown {
  if (!isObject(object)) return object;
  const slim: Record<string, unknown> = { ...object };
  if (isObject(slim.metadata)) slim.metadata = slimMetadata(slim.metadata);
  const kept = STATUS_KEPT[kind];
  if (kept !== undefined && isObject(slim.status)) slim.status = pick(slim.status, kept);
  if (kind === 'CustomResourceDefinition' && isObject(slim.spec))
    slim.spec = withoutSchemas(slim.spec);
  return slim;
}

function slimMetadata(metadata: Json): Json {
  const { managedFields: _, annotations, ...rest } = metadata;
  if (!isObject(annotations)) return annotations === undefined ? rest : { ...rest, annotations };
  const { [LAST_APPLIED]: __, ...others } = annotations;
  return { ...rest, annotations: others };
}

/** Of an object's own fields those that are named. */
function pick(object: Json, names: readonly string[]): Json {
  return Object.fromEntries(
    names.filter((name) => name in object).map((name) => [name, object[name]]),
  );
}

function withoutSchemas(spec: Json): Json {
  if (!Array.isArray(spec.versions)) return spec;
  const versions = spec.versions.map((version: unknown) => {
    if (!isObject(version)) return version;
    const { schema: _, ...rest } = version;
    return rest;
  });
  return { ...spec, versions };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
