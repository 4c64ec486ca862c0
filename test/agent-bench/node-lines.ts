/**
 * The node whose agent is measured: 110 pods as its API server knows them, and the kernel's lines
 * of the flows between them, the rest of the cluster and the world. Every flow comes once a round,
 * so that all of them live in each window.
 */

import { podJson } from '../../bench/kube/pods.ts';
import { Random } from '../../bench/random.ts';
import { createTopology, type LocalPod } from '../../bench/topology.ts';
import { createTraffic, nextLine } from '../../bench/traffic.ts';
import type { NewObject } from '../kube/api-server/kube-object.ts';

export const NODE = 'node-0';
const PODS = 110;
const SEED = 1;

/** Texts of LOG lines, prefix included, without an end. */
export function createLines(flows: number): () => string {
  const random = new Random(SEED);
  const traffic = createTraffic(flows, 0, random);
  let at = 0;
  return () => nextLine(traffic[at++ % flows]!, random);
}

/** Those that send and receive the lines, and quiet ones. */
export function nodePods(): NewObject[] {
  const { localPods } = createTopology(new Random(SEED));
  return Array.from({ length: PODS }, (_, i) => {
    const pod: NewObject = JSON.parse(podJson({ index: i, generation: 0, resourceVersion: 0 }));
    return localPods[i] === undefined ? pod : renamed(pod, localPods[i]);
  });
}

function renamed(pod: NewObject, { namespace, name, ip4, ip6 }: LocalPod): NewObject {
  const podIPs = [{ ip: ip4 }, { ip: ip6 }];
  return {
    ...pod,
    metadata: { ...pod.metadata, namespace, name },
    status: { ...(pod.status as object), podIP: ip4, podIPs },
  };
}

/** The node itself. */
export function nodeObject(): NewObject {
  const addresses = [{ type: 'InternalIP', address: '192.168.10.21' }];
  return { metadata: { name: NODE }, spec: {}, status: { addresses } };
}
