/**
 * Who takes part in the demo: three pods, the node between them and an address outside. Names,
 * interfaces and addresses are drawn from the run's own number (its process id), so that two runs
 * at a time and lines that other programs log meanwhile cannot be taken for one another.
 */
import { vethName } from '../../kube/veth.ts';

export interface DemoPod {
  readonly namespace: string;
  readonly workload: string;
  readonly name: string;
  /** The node's end of its veth pair, as Calico names it. */
  readonly veth: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly mac: string;
  /** Network namespace that stands for the pod. */
  readonly netns: string;
}

export interface Cast {
  /** Begins the name of everything the run makes. */
  readonly name: string;
  readonly node: string;
  readonly nodeNetns: string;
  readonly outsideNetns: string;
  readonly frontend: DemoPod;
  readonly api: DemoPod;
  readonly coredns: DemoPod;
  readonly pods: readonly DemoPod[];
}

export const NAME_PREFIX = 'dropcast-demo-';

/**
 * Documentation addresses (RFC 5737, RFC 3849): the node's link to the outside and a peer on it.
 */
export const NODE_OUTSIDE_IPV4 = '203.0.113.1';
export const NODE_OUTSIDE_IPV6 = '2001:db8:113::1';
export const OUTSIDE_IPV4 = '203.0.113.10';
export const OUTSIDE_IPV6 = '2001:db8:113::10';

/**
 * Kubernetes draws the last five characters of a pod's name from these (apimachinery util/rand).
 */
const SUFFIX_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;

/** The cast of run number `run`. */
export function castOf(run: number): Cast {
  const podOf = (namespace: string, replicaSet: string, index: number): DemoPod => {
    const workload = replicaSet.slice(0, replicaSet.lastIndexOf('-'));
    const name = `${replicaSet}-${podSuffix(run)}`;
    const second = 64 + ((run >>> 8) & 127);
    return {
      namespace,
      workload,
      name,
      veth: vethName(namespace, name),
      ipv4: `10.${second}.${run & 255}.${10 + index}`,
      ipv6: `fd00:10:${hex((run >>> 16) + 1)}:${hex(run & 0xffff)}::${index + 1}`,
      mac: `02:00:00:00:00:0${index + 1}`,
      netns: `${NAME_PREFIX}${run}-${workload}`,
    };
  };
  const frontend = podOf('shop', 'frontend-7c9d8b6f5', 0);
  const api = podOf('shop', 'api-5d7f9c6b8', 1);
  const coredns = podOf('kube-system', 'coredns-6f6b679f8f', 2);
  return {
    name: `${NAME_PREFIX}${run}`,
    node: 'demo-node',
    nodeNetns: `${NAME_PREFIX}${run}-node`,
    outsideNetns: `${NAME_PREFIX}${run}-outside`,
    frontend,
    api,
    coredns,
    pods: [frontend, api, coredns],
  };
}

function hex(number: number): string {
  return number.toString(16);
}

/** Different for every process id: 27^5 exceeds the largest (2^22). */
function podSuffix(run: number): string {
  let rest = run;
  let suffix = '';
  for (let i = 0; i < SUFFIX_LENGTH; i++) {
    suffix += SUFFIX_ALPHABET[rest % SUFFIX_ALPHABET.length]!;
    rest = Math.floor(rest / SUFFIX_ALPHABET.length);
  }
  return suffix;
}
