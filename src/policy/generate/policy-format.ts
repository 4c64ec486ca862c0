/** Whose NetworkPolicy is written: Kubernetes' or Calico's. */
export const POLICY_FORMATS = ['kubernetes', 'calico'] as const;
export type PolicyFormat = (typeof POLICY_FORMATS)[number];
