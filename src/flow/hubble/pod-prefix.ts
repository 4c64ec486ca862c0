/** How Hubble's filters name pods and services: `NAMESPACE/PREFIX`. */

export interface PodPrefix {
  /** Empty: any. */
  readonly namespace: string;
  readonly prefix: string;
}

/** Without a namespace the one called default is meant, with an empty one any. */
export function podPrefix(text: string): PodPrefix {
  const slash = text.indexOf('/');
  if (slash < 0) return { namespace: 'default', prefix: text };
  return { namespace: text.slice(0, slash), prefix: text.slice(slash + 1) };
}
