/** Ends of pods that a file does not tell, out of the starts of others. */
import type { Pod } from '../objects.ts';
import { isOver } from './pod-tenure.ts';

/**
 * The pods, where a finished one of which the end is not known gave its address up before the next
 * owner started.
 */
export function withRecordedEnds(pods: readonly Pod[]): Pod[] {
  const starts = new Map<string, number[]>();
  for (const { ips, startUs, hostNetwork } of pods) {
    if (startUs === undefined || hostNetwork) continue;
    for (const ip of ips) starts.set(ip, [...(starts.get(ip) ?? []), startUs]);
  }
  return pods.map((pod) => {
    if (pod.endUs !== undefined || !isOver(pod)) return pod;
    const later = pod.ips
      .flatMap((ip) => starts.get(ip) ?? [])
      .filter((startUs) => startUs > (pod.startUs ?? 0));
    return later.length === 0 ? pod : { ...pod, endUs: Math.min(...later) };
  });
}
