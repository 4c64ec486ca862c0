/**
 * Reads the file of named address blocks, YAML or JSON: a name and its block or blocks.
 *
 * ```yaml
 * payment-provider: [203.0.113.0/24, 2001:db8:40::/48]
 * office: 198.51.100.0/25
 * ```
 */
import { parseDocument } from 'yaml';
import { parseCidr } from '../../flow/cidr.ts';
import type { CidrLabel } from './outside-names.ts';

/** All published blocks of a large cloud are a tenth of it. */
const LABELS_MAX = 100_000;
/** Aliases that a document may expand to: people repeat a list or two. */
const ALIASES_MAX = 100;
const NAME_LENGTH_MAX = 253;

/** The labels cannot be used; `message` says what is wrong, where, and what would be right. */
export class CidrLabelsError extends Error {
  override readonly name = 'CidrLabelsError';
}

const FORM = 'write NAME: CIDR, or NAME: [CIDR, …]';

/** The labels of a file's text, `file` is only for messages. Throws CidrLabelsError. */
export function parseCidrLabels(text: string, file: string): CidrLabel[] {
  const entries = readEntries(text, file);
  const owners = new Map<string, string>();
  return entries.flatMap(([name, blocks]) => {
    const cidrs = Array.isArray(blocks) ? blocks : [blocks];
    return cidrs.map((block: unknown) => {
      const label = readLabel(name, block, file);
      claimBlock(owners, label, file);
      return label;
    });
  });
}

function readEntries(text: string, file: string): [string, unknown][] {
  const document = parseDocument(text, { prettyErrors: true });
  const error = document.errors[0];
  if (error !== undefined) throw new CidrLabelsError(`${file}: ${firstLine(error.message)}`);
  const value = expand(() => document.toJS({ maxAliasCount: ALIASES_MAX }), file);
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new CidrLabelsError(`${file}: is not a map of names; ${FORM}`);
  }
  const entries = Object.entries(value);
  const count = entries.reduce((sum, [, of]) => sum + (Array.isArray(of) ? of.length : 1), 0);
  if (count <= LABELS_MAX) return entries;
  throw new CidrLabelsError(`${file}: has ${count} blocks; ${LABELS_MAX} are the most`);
}

function expand(toValue: () => unknown, file: string): unknown {
  try {
    return toValue();
  } catch (cause) {
    const reason = cause instanceof Error ? firstLine(cause.message) : String(cause);
    throw new CidrLabelsError(`${file}: cannot be expanded (${reason})`, { cause });
  }
}

function readLabel(name: string, block: unknown, file: string): CidrLabel {
  if (name === '' || name.length > NAME_LENGTH_MAX || /[\x00-\x1f\x7f]/.test(name)) {
    throw new CidrLabelsError(`${file}: ${JSON.stringify(name)} cannot be a name`);
  }
  const cidr = typeof block === 'string' ? parseCidr(wholeAddress(block)) : undefined;
  if (cidr !== undefined) return { cidr, name };
  throw new CidrLabelsError(`${file}: ${name}: ${JSON.stringify(block)} is no CIDR; ${FORM}`);
}

/** One address is a block of its own. */
function wholeAddress(text: string): string {
  if (text.includes('/')) return text;
  return `${text}/${text.includes(':') ? 128 : 32}`;
}

function claimBlock(owners: Map<string, string>, { cidr, name }: CidrLabel, file: string): void {
  const key = `${maskedHex(cidr.address, cidr.bits)}/${cidr.bits}`;
  const owner = owners.get(key);
  if (owner !== undefined && owner !== name) {
    throw new CidrLabelsError(`${file}: ${owner} and ${name} name the same block; leave one out`);
  }
  owners.set(key, name);
}

function maskedHex(address: Uint8Array, bits: number): string {
  const masked = address.map(
    (byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))),
  );
  return Buffer.from(masked).toString('hex');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.replace(/:$/, '');
}
