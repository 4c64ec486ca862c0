/** The port of the pods behind a port of a service: the one that policies see. */
import type { WorldPod, WorldService } from '../model/world.ts';

/** Undefined: the service has no such port, or its pods do not agree on it. */
export function portBehind(
  service: WorldService,
  pods: readonly WorldPod[],
  traffic: { readonly protocol: number | undefined; readonly port: number | undefined },
): number | undefined {
  const { protocol, port } = traffic;
  const target = service.ports.find(
    (of) => of.protocol === protocol && of.port === port,
  )?.targetPort;
  if (typeof target !== 'string') return target;
  const numbers = new Set(
    pods.map(
      ({ ports }) => ports.find((of) => of.name === target && of.protocol === protocol)?.port,
    ),
  );
  return numbers.size === 1 ? [...numbers][0] : undefined;
}
