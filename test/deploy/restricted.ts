/**
 * The profile `restricted` of Pod Security, for pods without ephemeral containers.
 * Source: kubernetes.io/docs/concepts/security/pod-security-standards.
 */
import { type Container, containersOf, type PodSpec, type Security } from './manifests.ts';

const VOLUMES = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim'],
  ...['projected', 'secret'],
];
const SECCOMP = ['RuntimeDefault', 'Localhost'];

type Rule = (pod: PodSpec, security: Security, container: Container) => boolean;

/** What is true of a pod, with what holds for each of its containers, that breaks it. */
const RULES: Readonly<Record<string, Rule>> = {
  'host namespaces': (pod) => [pod.hostNetwork, pod.hostPID, pod.hostIPC].includes(true),
  'host ports': (_pod, _security, { ports = [] }) => ports.some(({ hostPort = 0 }) => hostPort > 0),
  'volume types': ({ volumes = [] }) =>
    volumes.some((volume) => !VOLUMES.some((type) => type in volume)),
  privileged: (_pod, { privileged }) => privileged === true,
  'privilege escalation': (_pod, security) => security.allowPrivilegeEscalation !== false,
  'running as non-root': (_pod, { runAsNonRoot }) => runAsNonRoot !== true,
  'root as user': (_pod, { runAsUser }) => runAsUser === 0,
  seccomp: (_pod, { seccompProfile }) => !SECCOMP.includes(seccompProfile?.type ?? ''),
  capabilities: (_pod, { capabilities: { drop = [], add = [] } = {} }) =>
    !drop.includes('ALL') || add.some((name) => name !== 'NET_BIND_SERVICE'),
  'SELinux type': (_pod, { seLinuxOptions }) => seLinuxOptions !== undefined,
  '/proc mount': (_pod, { procMount = 'Default' }) => procMount !== 'Default',
};

/** Names of the rules that `pod` breaks. */
export function violations(pod: PodSpec): string[] {
  const broken = containersOf(pod).flatMap((container) => {
    const security = { ...pod.securityContext, ...container.securityContext };
    return Object.keys(RULES).filter((name) => RULES[name]!(pod, security, container));
  });
  return [...new Set(broken)];
}
