/** Address blocks that mean the same everywhere. */
import { parseCidr } from '../../flow/cidr.ts';
import { CidrMap } from './cidr-map.ts';

/**
 * Never a pod's. Sources: IANA special-purpose registries (RFC 6890); the clouds' metadata service;
 * Kubernetes' NodeLocal DNSCache; EKS Pod Identity.
 */
export const BUILT_IN_BLOCKS: readonly (readonly [cidr: string, name: string])[] = [
  ['127.0.0.0/8', 'loopback'],
  ['::1/128', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['fe80::/10', 'link-local'],
  ['169.254.169.254/32', 'metadata'],
  ['fd00:ec2::254/128', 'metadata'],
  ['169.254.20.10/32', 'node-local-dns'],
  ['169.254.170.23/32', 'eks-pod-identity'],
  ['fd00:ec2::23/128', 'eks-pod-identity'],
  ['224.0.0.0/4', 'multicast'],
  ['ff00::/8', 'multicast'],
  ['255.255.255.255/32', 'broadcast'],
];

/** Where pods, nodes and services usually are: RFC 1918, RFC 6598, RFC 4193. */
const PRIVATE_BLOCKS = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
] as const;

export function privateBlocks(): CidrMap<true> {
  const blocks = new CidrMap<true>();
  for (const text of PRIVATE_BLOCKS) blocks.set(parseCidr(text)!, true);
  return blocks;
}
