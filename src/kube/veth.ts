/**
 * Calico's names of workload interfaces: they say which pod is behind one, whatever address it has.
 */
import { createHash } from 'node:crypto';
import { WORKLOAD_INTERFACE_PREFIX } from '../flow/observed-side.ts';

/** Hexadecimal digits after the prefix: with `cali` they fill the 15 bytes that Linux allows. */
const HASH_DIGITS = 11;

/**
 * Name of the host's end of a pod's veth pair.
 * Format: projectcalico/calico
 * libcalico-go/lib/backend/k8s/conversion/workload_endpoint_default.go.
 */
export function vethName(
  namespace: string,
  pod: string,
  prefix: string = WORKLOAD_INTERFACE_PREFIX,
): string {
  const hash = createHash('sha1').update(`${namespace}.${pod}`).digest('hex');
  return prefix + hash.slice(0, HASH_DIGITS);
}
