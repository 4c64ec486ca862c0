/** Manifests that offend against a rule of the lint, out of few words. */
import { calico } from '../../calico-shop.ts';
import { policy } from '../../shop.ts';

export type Documents = readonly string[];

/** What a rule finds, and the same without the mistake. */
export interface Offence {
  readonly id: string;
  readonly claim: string;
  readonly offender: Documents;
  readonly repaired: Documents;
  readonly cluster?: Documents;
}

export const DNS_SERVERS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
export const dns = (...ports: readonly object[]) => ({ to: [DNS_SERVERS], ports });
export const UDP = { protocol: 'UDP', port: 53 };
export const TCP = { protocol: 'TCP', port: 53 };

export const egress = (rules: readonly object[], name = 'p') =>
  policy({ podSelector: {}, policyTypes: ['Egress'], egress: rules }, name);
export const ingress = (rules: readonly object[], name = 'p') =>
  policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: rules }, name);
export const denyAll = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'deny');
export const global = (name: string, spec: object) => calico('GlobalNetworkPolicy', name, spec);
export const baseline = (subject: object) =>
  JSON.stringify({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' },
    spec: { subject, ingress: [{ name: 'all', action: 'Deny', from: [{ namespaces: {} }] }] },
  });
export const own = (name: string, spec: object) =>
  calico('NetworkPolicy', name, spec, { own: 'shop' });
export const fromNamespace = (name: string) => ({
  from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }],
});
export const fromPods = (app: string) => ({ from: [{ podSelector: { matchLabels: { app } } }] });

export const udpTo53 = {
  action: 'Allow',
  protocol: 'UDP',
  destination: { selector: "k8s-app == 'kube-dns'", ports: [53] },
};
export const tcpTo53 = { ...udpTo53, protocol: 'TCP' };

export const NOT_IN = 'not in {"kube-system", "calico-system", "shop"}';
export const generator = (names: readonly string[], synchronize: boolean) =>
  JSON.stringify({
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'stamp' },
    spec: {
      rules: [
        {
          name: 'deny',
          match: { any: [{ resources: { kinds: ['Namespace'] } }] },
          exclude: { any: [{ resources: { kinds: ['Namespace'], names } }] },
          generate: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            name: 'deny',
            namespace: '{{request.object.metadata.name}}',
            synchronize,
            data: { spec: { podSelector: {}, policyTypes: ['Ingress'] } },
          },
        },
      ],
    },
  });
