/**
 * Service meshes: the proxy in each pod gets its configuration and its certificate from the control
 * plane of the mesh; without it a restarted pod never gets ready, and certificates run out.
 * Sources: the meshes' own lists of ports.
 */
import { TCP } from '../../flow/protocol.ts';
import type { Labels } from '../model/world.ts';
import type { BlindSpot } from './blind-spot.ts';
import { findGaps, type Need } from './need.ts';
import { partyOf, partyOfAbsent } from './party.ts';
import type { SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';
import { hasLabels, type Subject } from './subjects.ts';

interface Mesh {
  readonly name: string;
  /** Of the proxy's container. */
  readonly proxy: string;
  /** On namespaces whose pods get a proxy when they are made. */
  readonly injected: (namespaceLabels: Labels) => boolean;
  readonly servers: readonly {
    readonly labels: Labels;
    readonly ports: readonly number[];
    /** Where they usually are. */
    readonly namespace: string;
  }[];
}

const ISTIOD_XDS_PORT = 15_012;
const COMPONENT = 'linkerd.io/control-plane-component';

const MESHES: readonly Mesh[] = [
  {
    name: 'Istio',
    proxy: 'istio-proxy',
    injected: (labels) =>
      labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined,
    servers: [{ labels: { app: 'istiod' }, ports: [ISTIOD_XDS_PORT], namespace: 'istio-system' }],
  },
  {
    name: 'Linkerd',
    proxy: 'linkerd-proxy',
    injected: () => false,
    servers: [
      { labels: { [COMPONENT]: 'destination' }, ports: [8086, 8090], namespace: 'linkerd' },
      { labels: { [COMPONENT]: 'identity' }, ports: [8080], namespace: 'linkerd' },
    ],
  },
  {
    name: 'Kuma',
    proxy: 'kuma-sidecar',
    injected: (labels) => labels['kuma.io/sidecar-injection'] === 'enabled',
    servers: [{ labels: { app: 'kuma-control-plane' }, ports: [5678], namespace: 'kuma-system' }],
  },
];

export function findServiceMesh(context: SpotContext): readonly (BlindSpot | undefined)[] {
  return MESHES.map((mesh) => {
    const members = context.policed.filter((subject) => isMember(context, mesh, subject));
    const needs = members.flatMap((subject) => needsOf(context, mesh, subject));
    return spotOf(context, {
      id: 'service_mesh',
      what: `Connections of ${mesh.name}'s proxies to its control plane`,
      gaps: findGaps(context.evaluator, needs),
      objects: [`declared: pods with the container ${mesh.proxy}, or namespaces that get it`],
      fix:
        `Allow egress to the control plane of ${mesh.name} for all pods with a proxy, and ` +
        'ingress there. Its webhook, which adds the proxy, is told as what the API server calls.',
      policyName: `allow-${mesh.name.toLowerCase()}`,
    });
  });
}

function isMember({ world }: SpotContext, mesh: Mesh, { declared, namespace }: Subject): boolean {
  if (declared?.containers.includes(mesh.proxy)) return true;
  // Of a pod that runs the containers are known; a template does not have the proxy yet.
  const isTemplate = declared !== undefined && declared.kind !== 'Pod';
  return isTemplate && mesh.injected(world.namespaces.get(namespace) ?? {});
}

function needsOf({ subjects }: SpotContext, mesh: Mesh, member: Subject): Need[] {
  return mesh.servers.flatMap(({ labels, ports, namespace }) => {
    const servers = subjects.filter((subject) => hasLabels(subject.labels, labels));
    if (servers.includes(member)) return [];
    const absent = { namespace, labels, text: mesh.name, hasAllLabels: false };
    const parties = servers.length > 0 ? servers.map(partyOf) : [partyOfAbsent(absent)];
    return parties.flatMap((destination) =>
      ports.map((port) => ({ source: partyOf(member), destination, protocol: TCP, port })),
    );
  });
}
