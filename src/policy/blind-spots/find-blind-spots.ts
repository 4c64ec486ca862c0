/**
 * All blind spots that a set of policies leaves uncovered, in the order of SPOT_IDS: one file for
 * each kind of connection that people forget.
 */

import { findApiServer } from './api-server.ts';
import { type BlindSpot, SPOT_IDS } from './blind-spot.ts';
import { findMetadataService, findTimeSync } from './cloud-and-time.ts';
import { findDns } from './dns.ts';
import { findFailsafePorts } from './failsafe-ports.ts';
import { findHostNetwork } from './host-network.ts';
import { findIngress } from './ingress.ts';
import { findKubeletProbes } from './kubelet-probes.ts';
import { findMonitoring } from './monitoring.ts';
import { findNotSeen } from './not-seen.ts';
import { findServiceMesh } from './service-mesh.ts';
import { type SpotContext, type SpotInput, spotContext } from './spot-context.ts';
import { findWebhooks } from './webhooks.ts';

const SEARCHES: readonly ((context: SpotContext) => readonly (BlindSpot | undefined)[])[] = [
  findDns,
  findIngress,
  findWebhooks,
  findHostNetwork,
  findMonitoring,
  findKubeletProbes,
  findApiServer,
  findMetadataService,
  findTimeSync,
  findServiceMesh,
  findFailsafePorts,
  findNotSeen,
];

/** None that the policies cover; without policies only hosts of Calico's are closed. */
export function findBlindSpots(input: SpotInput): readonly BlindSpot[] {
  if (input.policies.length === 0 && input.world.hostEndpoints.length === 0) return [];
  const context = spotContext(input);
  const found = SEARCHES.flatMap((search) => search(context));
  return found
    .filter((spot) => spot !== undefined)
    .sort((a, b) => SPOT_IDS.indexOf(a.id) - SPOT_IDS.indexOf(b.id));
}
