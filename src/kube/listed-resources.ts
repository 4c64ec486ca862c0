/**
 * What policies, and what they are commonly written without, look at in a cluster: the resources by
 * the paths at which an API server lists them. A cluster serves those of the groups that it has.
 */

/** Versions of one group, of which the first that is served counts: the others hold the same. */
export interface ListedGroup {
  readonly versions: readonly string[];
  /** Plural names, as in paths; namespaced ones are listed over all namespaces. */
  readonly resources: readonly string[];
  /** The only namespace that is asked for. */
  readonly namespace?: string;
}

const alone = (version: string, ...resources: readonly string[]): ListedGroup => ({
  versions: [version],
  resources,
});

/** Without these nothing can be told of what policies do. */
export const DECISIVE_RESOURCES: readonly string[] = [
  'tiers',
  'networkpolicies',
  'globalnetworkpolicies',
  'adminnetworkpolicies',
  'baselineadminnetworkpolicies',
  'clusternetworkpolicies',
];

export const LISTED_GROUPS: readonly ListedGroup[] = [
  alone(
    '/api/v1',
    'namespaces',
    'nodes',
    'pods',
    'services',
    'serviceaccounts',
    'replicationcontrollers',
  ),
  alone('/apis/apps/v1', 'deployments', 'statefulsets', 'daemonsets', 'replicasets'),
  alone('/apis/batch/v1', 'jobs', 'cronjobs'),
  alone('/apis/networking.k8s.io/v1', 'networkpolicies', 'ingresses'),
  alone(
    '/apis/policy.networking.k8s.io/v1alpha1',
    'adminnetworkpolicies',
    'baselineadminnetworkpolicies',
  ),
  alone('/apis/policy.networking.k8s.io/v1alpha2', 'clusternetworkpolicies'),
  {
    // Calico's API, and how it stores the same.
    versions: ['/apis/projectcalico.org/v3', '/apis/crd.projectcalico.org/v1'],
    resources: [
      'tiers',
      'networkpolicies',
      'globalnetworkpolicies',
      'stagednetworkpolicies',
      'stagedglobalnetworkpolicies',
      'stagedkubernetesnetworkpolicies',
      'networksets',
      'globalnetworksets',
      'hostendpoints',
      'ippools',
      'felixconfigurations',
    ],
  },
  alone(
    '/apis/admissionregistration.k8s.io/v1',
    'validatingwebhookconfigurations',
    'mutatingwebhookconfigurations',
  ),
  alone('/apis/apiextensions.k8s.io/v1', 'customresourcedefinitions'),
  alone('/apis/apiregistration.k8s.io/v1', 'apiservices'),
  alone('/apis/monitoring.coreos.com/v1', 'servicemonitors', 'podmonitors'),
  alone('/apis/rbac.authorization.k8s.io/v1', 'rolebindings', 'clusterrolebindings'),
  // Where the API server itself answers; the addresses behind other services are those of pods.
  { ...alone('/apis/discovery.k8s.io/v1', 'endpointslices'), namespace: 'default' },
  alone('/apis/gateway.networking.k8s.io/v1', 'httproutes', 'grpcroutes'),
  alone('/apis/gateway.networking.k8s.io/v1alpha2', 'tlsroutes', 'tcproutes'),
  alone('/apis/cert-manager.io/v1', 'issuers', 'clusterissuers'),
];
