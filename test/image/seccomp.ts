/**
 * What `seccompProfile: RuntimeDefault` is on nodes of containerd or CRI-O, by the profile that
 * comes with buildah, for a process without capabilities.
 */
import { readFileSync } from 'node:fs';

const PROFILE = '/usr/share/containers/seccomp.json';
/** Node's name of an architecture to the profile's two. */
const ARCHITECTURES: Readonly<Record<string, readonly [string, string]>> = {
  x64: ['amd64', 'SCMP_ARCH_X86_64'],
  arm64: ['arm64', 'SCMP_ARCH_AARCH64'],
};

interface Condition {
  readonly arches?: readonly string[];
  readonly caps?: readonly string[];
}

interface Rule {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
  readonly args: readonly object[] | null;
  readonly includes: Condition;
}

interface Profile {
  readonly defaultAction: string;
  readonly defaultErrnoRet: number;
  readonly syscalls: readonly Rule[];
}

/** As the OCI runtime specification has it. Throws Error for another architecture. */
export function runtimeDefault(): object {
  const [name, kernelName] = ARCHITECTURES[process.arch] ?? unknown(process.arch);
  const profile: Profile = JSON.parse(readFileSync(PROFILE, 'utf8'));
  const rules = profile.syscalls.filter(
    ({ includes }) => includes.caps === undefined && (includes.arches?.includes(name) ?? true),
  );
  return {
    defaultAction: profile.defaultAction,
    defaultErrnoRet: profile.defaultErrnoRet,
    architectures: [kernelName],
    syscalls: rules.map(({ names, action, errnoRet, args }) => ({ names, action, errnoRet, args })),
  };
}

function unknown(architecture: string): never {
  throw new Error(`no seccomp profile is known for ${architecture}`);
}
