/** How well this node's objects are known, as checks of the node: `kube_pods`, `kube_nodes`. */
import type { Check } from '../flow/check.ts';
import type { ResourceState } from '../flow/resource-state.ts';
import { formatTime } from '../flow/time.ts';

/** `value`: seconds since the API server last told something of the resource. */
export function kubeChecks(states: readonly ResourceState[], nowUs: number): Check[] {
  return states.map((state) => {
    const { resource, isSynced, currentUs, error } = state;
    const name = `kube_${resource}`;
    const age = isSynced && { value: Math.max(0, Math.round((nowUs - currentUs) / 1e6)) };
    if (isSynced && error === '') {
      return { name, state: 'ok', detail: `known up to ${formatTime(currentUs)}`, ...age };
    }
    const since = isSynced ? `known up to ${formatTime(currentUs)}` : NEVER;
    const isBegun = isSynced || error !== '';
    const detail = [since, error].filter((part) => part !== '').join('; ');
    return { name, state: isBegun ? 'warn' : 'unknown', detail, ...age };
  });
}

const NEVER = 'not known yet: ends keep their addresses, and are named by the aggregator';
