/**
 * How Hubble's filters name nodes: `k8s*`, `CLUSTER/NODE`, `CLUSTER/` for all of one. Without a
 * cluster the node may be of any, since ours need not have names.
 */
import { EdgeFilterError } from '../endpoint-pattern.ts';

const PART = /^[a-z0-9.*_-]*$/i;

/** Throws EdgeFilterError when `text` cannot name nodes. */
export function nodePattern(text: string): (cluster: string, node: string) => boolean {
  const slash = text.indexOf('/');
  const [cluster, node] = slash < 0 ? ['', text] : [text.slice(0, slash), text.slice(slash + 1)];
  if (text === '' || !PART.test(cluster) || !PART.test(node)) {
    throw new EdgeFilterError(`'${text}' names no node: write NODE, CLUSTER/NODE or CLUSTER/`);
  }
  const [isCluster, isNode] = [partMatcher(cluster), partMatcher(node)];
  return (ofCluster, name) => isCluster(ofCluster) && isNode(name);
}

/** Empty: any. Stars match as far as they have to: no text makes this slow. */
function partMatcher(part: string): (text: string) => boolean {
  if (part === '') return () => true;
  const [head = '', ...rest] = part.split('*');
  return (text) => {
    if (rest.length === 0) return text === head;
    if (!text.startsWith(head)) return false;
    const tail = rest.at(-1)!;
    let at = head.length;
    for (const piece of rest.slice(0, -1)) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return text.length - tail.length >= at && text.endsWith(tail);
  };
}
