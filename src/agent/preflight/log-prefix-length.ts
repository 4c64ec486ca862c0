/** Are the prefixes short enough for iptables, which cuts longer ones without a word? */
import { type Finding, found } from './check.ts';
import type { NodeView } from './node-view.ts';

/** linux include/uapi/linux/netfilter/xt_LOG.h: 30 bytes with the end. */
const PREFIX_BYTES_MAX = 29;

/** A specifier of a template stands for a name of one character at least. */
const SPECIFIER = /%[tknp]/g;

export async function checkLogPrefixLength({ prefixes }: NodeView): Promise<Finding> {
  const lengths = prefixes.map((prefix) => Buffer.byteLength(prefix.replace(SPECIFIER, 'x')));
  const longest = Math.max(0, ...lengths);
  if (longest <= PREFIX_BYTES_MAX) return found('ok', '', longest);
  const long = prefixes[lengths.indexOf(longest)];
  const detail =
    `the prefix '${long}' has ${longest} bytes, of which iptables keeps ${PREFIX_BYTES_MAX}: ` +
    'its end is not in the log, and prefixes that begin alike become one; shorten it';
  return found('fail', detail, longest);
}
