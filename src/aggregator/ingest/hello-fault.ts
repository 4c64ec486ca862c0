/** What an agent must say about itself before its batches are taken. */
import type { Hello } from '../../wire/ingest.ts';

/** Length of a DNS subdomain (RFC 1123), which node names are; everything else is shorter. */
const NAME_LENGTH_MAX = 253;

const REQUIRED = ['node', 'source', 'instance'] as const;
const ALL = [...REQUIRED, 'cluster', 'version', 'bootId', 'queryAddress'] as const;

/** Why a hello cannot be accepted; undefined when it can. */
export function helloFault(hello: Hello): string | undefined {
  const missing = REQUIRED.find((field) => hello[field] === '');
  if (missing) return `hello names no ${missing}`;
  const long = ALL.find((field) => (hello[field]?.length ?? 0) > NAME_LENGTH_MAX);
  return long && `${long} in hello is longer than ${NAME_LENGTH_MAX} characters`;
}
