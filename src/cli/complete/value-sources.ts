/** Where the values of flags come from, for completion. */
import type { Option } from 'commander';
import { DIRECTIONS } from '../../flow/edge.ts';
import { GROUP_FIELDS, type GroupField } from '../../flow/group-fields.ts';
import { OUTCOMES } from '../../flow/outcome.ts';
import { VERDICTS } from '../../flow/verdict.ts';
import { TIME_FORMATS } from '../time-format.ts';
import type { ServerValues } from './server-values.ts';

export interface Candidate {
  readonly value: string;
  /** What it is; may be empty. */
  readonly means: string;
}

export type ValueSource =
  | { readonly kind: 'files' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | {
      readonly kind: 'server';
      /** Of which the values are wanted. */
      readonly fields: readonly GroupField[];
      readonly candidates: (values: ServerValues) => readonly Candidate[];
      /** Whether more may follow in the same word. */
      readonly isOpen: boolean;
    };

const NAMESPACES = {
  kind: 'server',
  fields: ['source_namespace', 'destination_namespace'],
  candidates: (values) => candidates([...values.values()].flat(), 'namespace'),
  isOpen: false,
} as const satisfies ValueSource;

const ENDS = {
  kind: 'server',
  fields: ['source', 'destination', 'source_namespace', 'destination_namespace'],
  candidates: (values) => [
    ...candidates(
      both(values, 'namespace').map((name) => `${name}/`),
      'namespace',
    ),
    ...candidates([...(values.get('source') ?? []), ...(values.get('destination') ?? [])], ''),
  ],
  isOpen: true,
} as const satisfies ValueSource;

const valuesOf = (field: GroupField): ValueSource => ({
  kind: 'server',
  fields: [field],
  candidates: (values) => candidates(values.get(field) ?? [], field),
  isOpen: false,
});

const PROTOCOLS = ['tcp', 'udp', 'icmp', 'icmpv6', 'sctp'];

/** By the name of the flag, without `not-`. */
const SOURCES: Readonly<Record<string, ValueSource>> = {
  namespace: NAMESPACES,
  'default-deny': NAMESPACES,
  with: ENDS,
  from: ENDS,
  to: ENDS,
  prefix: valuesOf('prefix'),
  node: valuesOf('node'),
  port: valuesOf('port'),
  protocol: { kind: 'words', words: PROTOCOLS },
  direction: { kind: 'words', words: DIRECTIONS },
  verdict: { kind: 'words', words: VERDICTS },
  outcome: { kind: 'words', words: OUTCOMES },
  'group-by': { kind: 'words', words: GROUP_FIELDS },
  'time-format': { kind: 'words', words: TIME_FORMATS },
  'log-level': { kind: 'words', words: ['debug', 'info', 'warn', 'error', 'silent'] },
  source: { kind: 'words', words: ['auto', 'journal', 'kmsg', 'file'] },
};

const FILES = /<(?:file|path|folder)>/;

/** Of a flag with a value. */
export function valueSource(option: Option): ValueSource {
  if (option.argChoices !== undefined) return { kind: 'words', words: option.argChoices };
  if (FILES.test(option.flags)) return { kind: 'files' };
  const name = (option.long ?? '').replace(/^--(?:not-)?/, '');
  return SOURCES[name] ?? { kind: 'words', words: [] };
}

function both(values: ServerValues, noun: 'namespace'): readonly string[] {
  return [...(values.get(`source_${noun}`) ?? []), ...(values.get(`destination_${noun}`) ?? [])];
}

/** Each once. */
function candidates(values: readonly string[], means: string): Candidate[] {
  const once = new Set(values.filter((value) => value !== '' && value !== '/'));
  return [...once].toSorted().map((value) => ({ value, means }));
}
