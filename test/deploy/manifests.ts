/**
 * The manifests of deploy/ as data: what is read of a file or of what kustomize builds, and the
 * pods in it. Types name what tests look at, not all that there may be.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));
/** For Prometheus, not for the API server. */
const NO_MANIFEST = 'prometheus/rules.yaml';

/** Every manifest, patch and kustomization, as a path from deploy/. */
export const FILES = readdirSync(DEPLOY, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.yaml') && file !== NO_MANIFEST,
);

export interface KubeManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

export interface Security {
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number | null;
  readonly procMount?: string;
  readonly seLinuxOptions?: object;
  readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  readonly seccompProfile?: { readonly type: string };
}

export interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

export interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly { readonly name?: string; readonly hostPort?: number }[];
  readonly securityContext?: Security;
  readonly volumeMounts?: readonly Mount[];
  readonly resources?: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
}

export interface Volume {
  readonly name: string;
  readonly hostPath?: { readonly path: string };
  readonly [kind: string]: unknown;
}

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly securityContext?: Security;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
}

/** YAML 1.1, as kubectl reads it; throws where it is none. */
export const readManifests = (text: string): KubeManifest[] =>
  parseAllDocuments(text, { version: '1.1', merge: true }).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS() as KubeManifest;
  });

/** `file` is a path from deploy/. */
export const manifestsOf = (file: string): KubeManifest[] =>
  readManifests(readFileSync(join(DEPLOY, file), 'utf8'));

/** Pods of what makes pods, each with the kind of that. */
export const podsOf = (manifests: readonly KubeManifest[]): (readonly [string, PodSpec])[] =>
  manifests.flatMap(({ kind, spec }) => {
    const { template } = (spec ?? {}) as { readonly template?: { readonly spec: PodSpec } };
    return template === undefined ? [] : [[kind, template.spec] as const];
  });

/** Of the first object of that kind, which has to be there. */
export function podOf(manifests: readonly KubeManifest[], kind: string): PodSpec {
  const [, spec] = podsOf(manifests).find(([each]) => each === kind)!;
  return spec;
}

export const containersOf = ({ containers = [], initContainers = [] }: PodSpec): Container[] => [
  ...containers,
  ...initContainers,
];
