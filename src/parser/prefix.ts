/**
 * Which log prefixes are ours, in every form in which Calico's rules end up in the log: `name: `,
 * glued to `IN=`, and cut at the dataplane's limit. A template's specifiers stand for policy names,
 * so the prefix may not be one fixed string.
 */
import { ascii } from './reader.ts';

/** Capacity of a prefix: xt_LOG keeps 29 bytes (xt_LOG.h), nft log 127 (NF_LOG_PREFIXLEN). */
export const PREFIX_BYTES_MAX = 127;
const IPTABLES_PREFIX_BYTES_MAX = 29;
const CAPACITIES: readonly number[] = [IPTABLES_PREFIX_BYTES_MAX, PREFIX_BYTES_MAX];

/**
 * Felix's follow-up lines: how a logged connection went on (felix/config,
 * logConnectionTransitionsPrefix).
 */
const RESPONSE_SUFFIXES = ['-est', '-rst', '-icmp-err'] as const;
const RESPONSE_PREFIX = 'calico-response';

const SPECIFIER = /%[tknp]/;
/** What a specifier may stand for: Kubernetes names, and `namespace/name`. */
const NAME_CLASS = '[A-Za-z0-9._/:-]';
/** Bytes that a line is known by as none of ours, and all their bits. */
const OPENING_BYTES = 4;
const ANY_OPENING = 2 ** OPENING_BYTES - 1;
const ENDINGS = [': ', ':', ' ', ''] as const;

export interface PrefixMatcher {
  /** Whole prefixes with `IN=` behind them, most usual first. */
  readonly literals: readonly Uint8Array[];
  /** The most usual literal as words (createWords), for the scanner's path. */
  readonly usual: Int32Array;
  readonly usualLength: number;
  /** Templates, for prefixes that no literal matches. */
  readonly templates: readonly RegExp[];
  /**
   * By byte: bit k is set if one of our lines can have it at its place k, of the first four. Most
   * foreign lines go no further.
   */
  readonly openings: Uint8Array;
  /** The fixed beginnings, to tell a line that pretends from one that is none of ours. */
  readonly beginnings: readonly Uint8Array[];
}

/**
 * Prepares `prefixes` (as in FelixConfiguration `logPrefix`: `%t %k %n %p` are replaced by Felix)
 * for `matchPrefix`. An empty one matches lines whose text begins with `IN=`.
 */
export function createPrefixMatcher(prefixes: readonly string[]): PrefixMatcher {
  const names = [...prefixes, ...RESPONSE_SUFFIXES.map((suffix) => RESPONSE_PREFIX + suffix)];
  const literals = new Set<string>();
  for (const name of names.filter((each) => !SPECIFIER.test(each))) {
    for (const ending of ENDINGS) {
      const whole = name + ending;
      literals.add(whole);
      for (const capacity of CAPACITIES) literals.add(whole.slice(0, capacity));
    }
  }
  const byUse = [...literals].sort((a, b) => Number(b.endsWith(': ')) - Number(a.endsWith(': ')));
  const bodies = byUse.map((literal) => ascii(`${literal}IN=`));
  const beginnings = names.map((name) => name.split(SPECIFIER)[0]!).filter((each) => each !== '');
  return {
    literals: bodies,
    usual: createWords(bodies[0]!),
    usualLength: bodies[0]!.length,
    openings: openingsOf([...bodies, ...beginnings.map(ascii)], names),
    templates: names.filter((each) => SPECIFIER.test(each)).map(templatePattern),
    beginnings: beginnings.map(ascii),
  };
}

function openingsOf(beginnings: readonly Uint8Array[], names: readonly string[]): Uint8Array {
  const isAny = names.some((name) => name.search(SPECIFIER) === 0);
  const openings = new Uint8Array(256).fill(isAny ? ANY_OPENING : 0);
  for (const beginning of beginnings) {
    for (let place = 0; place < OPENING_BYTES; place++) {
      const only = beginning[place];
      if (only !== undefined) openings[only]! |= 1 << place;
      // Behind the end of a short one stands anything.
      else for (const byte of openings.keys()) openings[byte]! |= 1 << place;
    }
  }
  return openings;
}

/** Anchored pattern of a template with any ending. */
function templatePattern(template: string): RegExp {
  const parts = template.split(/(%[tknp])/).map((part) => {
    return SPECIFIER.test(part) ? `${NAME_CLASS}+` : part.replace(/[^A-Za-z0-9]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}(?:: |:| )?$`);
}

/**
 * Offset of the `IN=` that stands directly behind one of our prefixes at `start`, or -1.
 * A prefix that fills its capacity to the byte may be a template cut anywhere.
 */
export function matchPrefix(
  matcher: PrefixMatcher,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const { literals } = matcher;
  if (start >= end || !canOpen(matcher, bytes[start]!)) return -1;
  for (let i = 0; i < literals.length; i++) {
    const literal = literals[i]!;
    if (beginsWith(bytes, start, end, literal)) return start + literal.length - 3;
  }
  return matcher.templates.length === 0 ? -1 : matchTemplate(matcher, bytes, start, end);
}

function canOpen({ openings }: PrefixMatcher, byte: number): boolean {
  return (openings[byte]! & 1) !== 0;
}

/**
 * Big-endian words of a literal; the last one overlaps the one before it. Empty for less than four
 * bytes.
 */
function createWords(literal: Uint8Array): Int32Array {
  const view = new DataView(literal.buffer);
  const starts = Array.from({ length: Math.ceil(literal.length / 4) }, (_, i) => i * 4);
  if (literal.length < 4) return new Int32Array(0);
  return Int32Array.from(starts, (at) => view.getInt32(Math.min(at, literal.length - 4)));
}

/**
 * HOT: offset of the `IN=` behind the most usual prefix, or -1, compared word by word.
 * `view` is borrowed and holds more behind `start` than any prefix is long.
 */
export function matchUsual(matcher: PrefixMatcher, view: DataView, start: number): number {
  const { usual, usualLength } = matcher;
  const last = usual.length - 1;
  for (let i = 0; i < last; i++) if (view.getInt32(start + i * 4) !== usual[i]) return -1;
  if (last < 0 || view.getInt32(start + usualLength - 4) !== usual[last]) return -1;
  return start + usualLength - 3;
}

export function beginsWith(
  bytes: Uint8Array,
  start: number,
  end: number,
  literal: Uint8Array,
): boolean {
  const length = literal.length;
  if (start + length > end) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== literal[i]) return false;
  return true;
}

/** Does the line begin as one of ours does, whatever follows? */
export function pretendsPrefix(
  matcher: PrefixMatcher,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (start >= end || !canOpen(matcher, bytes[start]!)) return false;
  const { beginnings } = matcher;
  for (let i = 0; i < beginnings.length; i++) {
    if (beginsWith(bytes, start, end, beginnings[i]!)) return true;
  }
  return false;
}

/**
 * The slow way, for templates only: text in front of the first `IN=` within a prefix's capacity.
 */
function matchTemplate(
  matcher: PrefixMatcher,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const last = Math.min(end - 3, start + PREFIX_BYTES_MAX);
  for (let at = start; at <= last; at++) {
    if (bytes[at] !== 0x49 || bytes[at + 1] !== 0x4e || bytes[at + 2] !== 0x3d) continue;
    const text = String.fromCharCode(...bytes.subarray(start, at));
    const isCut = CAPACITIES.includes(at - start);
    return matcher.templates.some(
      (pattern) => pattern.test(text) || (isCut && isBegun(pattern, text)),
    )
      ? at
      : -1;
  }
  return -1;
}

/**
 * Could `text` go on to a text that `pattern` matches? Tried with what Felix appends and with one
 * more name.
 */
function isBegun(pattern: RegExp, text: string): boolean {
  return ['', 'x', ' ', ': '].some((more) => pattern.test(text + more)) || completes(pattern, text);
}

/** A cut in front of a later specifier: fills it in, part by part. */
function completes(pattern: RegExp, text: string): boolean {
  const rest = pattern.source.slice(1, -1).replace('(?:: |:| )?', '');
  const parts = rest.split(`${NAME_CLASS}+`);
  for (let known = 1; known < parts.length; known++) {
    const begun = new RegExp(
      `^${parts.slice(0, known).join(`${NAME_CLASS}+`)}(?:${NAME_CLASS}+)?$`,
    );
    if (begun.test(text)) return true;
  }
  return false;
}
