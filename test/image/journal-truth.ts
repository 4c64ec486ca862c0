/** What an agent must count of a recorded journal, out of what journalctl read of it. */
import { createPrefixMatcher, FLOW, LineParser, PARTIAL } from '../../src/parser/index.ts';
import { candidates, type KernelEntry } from '../journald/truth.ts';

/** Lines of the agent's default prefix that tell of a packet. */
export function linesIn(truth: readonly KernelEntry[]): number {
  const prefixes = createPrefixMatcher(['calico-packet']);
  const parser = new LineParser({ prefixes, trusted: true });
  return candidates(truth).filter(({ message }) => {
    const text = Buffer.from(message, 'latin1');
    const outcome = parser.parse(text, 0, text.length);
    return outcome === FLOW || outcome === PARTIAL;
  }).length;
}
