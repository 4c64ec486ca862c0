/**
 * Where the API server calls from: the host's network of the control plane, under its own address
 * or, through an overlay, that of its tunnel. No selector of pods matches it.
 */
import { type Party, partyOf, partyOfAddresses, partyOfNodes, unknownParty } from './party.ts';
import type { SpotContext } from './spot-context.ts';

const TEXT = 'the control plane';

/** Agents through which an API server outside the cluster reaches pods. */
const AGENT_APP = 'konnectivity-agent';

export interface ControlPlane {
  /** Each of them has to get through. */
  readonly parties: readonly Party[];
  /** The same in an overlay; none where there is none. */
  readonly tunnels: readonly Party[];
  /** Names of the nodes that it runs on. */
  readonly nodes: readonly string[];
  /** What is known of it, in a sentence. */
  readonly text: string;
}

export function findControlPlane(context: SpotContext): ControlPlane {
  const { declared, subjects } = context;
  const agents = subjects.filter(({ labels }) => labels['k8s-app'] === AGENT_APP);
  if (agents.some(({ hostNetwork }) => !hostNetwork)) {
    const parties = agents.map(partyOf);
    return { parties, tunnels: [], nodes: [], text: 'the API server calls through its agents' };
  }
  const nodes = declared.nodes.filter(({ isControlPlane }) => isControlPlane);
  if (nodes.length > 0) {
    const tunnels = nodes.filter((node) => node.tunnels.length > 0);
    const own = partyOfNodes(nodes, TEXT);
    const text = `the API server calls from ${listed(own)}, in the host's network`;
    return {
      parties: [own],
      tunnels:
        tunnels.length === 0
          ? []
          : [partyOfNodes(tunnels, `${TEXT} (tunnel)`, (node) => node.tunnels)],
      nodes: nodes.map(({ name }) => name),
      text,
    };
  }
  const ips = [...new Set(declared.apiAddresses.map(({ ip }) => ip))];
  if (ips.length > 0) {
    const parties = [partyOfAddresses(ips, TEXT)];
    return { parties, tunnels: [], nodes: [], text: `the API server is at ${ips.join(', ')}` };
  }
  const text = 'no node of the control plane and no address of the API server is known';
  return { parties: [unknownParty(TEXT)], tunnels: [], nodes: [], text };
}

function listed({ ends }: Party): string {
  return ends.map(({ ip }) => ip).join(', ');
}
