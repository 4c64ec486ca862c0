/**
 * Who runs beside us: floors that only count lines, and programs that count flows as people do it
 * today. All read the same file; those that print flows are held against the truth.
 */
import { join } from 'node:path';
import type { Program } from './measure.ts';
import { type Counts, flowKey } from './truth.ts';

/** Adds what one printed line tells to `counts`. */
type ReadFlows = (line: string, counts: Counts) => void;

export interface Contender extends Program {
  /** What has to be installed for it. */
  readonly needs: string;
  /** Absent where the program prints no flows. */
  readonly readFlows?: ReadFlows;
}

const HERE = import.meta.dirname;

/** Ourselves first, then the peers; `file` is the corpus. */
export function contenders(file: string): readonly Contender[] {
  const node = process.execPath;
  const script = (name: string): string => join(HERE, 'peers', name);
  return [
    {
      name: 'dropcast: file to flows',
      command: node,
      args: [join(HERE, 'pipeline.ts'), file],
      needs: node,
      readFlows: readCount,
    },
    { name: 'wc -l', command: 'wc', args: ['-l', file], needs: 'wc' },
    { name: 'grep -c PROTO=', command: 'grep', args: ['-c', 'PROTO=', file], needs: 'grep' },
    {
      name: 'Node: one regex, Map',
      command: node,
      args: [script('regex.ts'), file],
      needs: node,
      readFlows: readCount,
    },
    {
      name: 'perl: one regex, hash',
      command: 'perl',
      args: [script('flows.pl'), file],
      needs: 'perl',
      readFlows: readCount,
    },
    {
      name: 'mawk: fields, array',
      command: 'mawk',
      args: ['-f', script('flows.awk'), file],
      needs: 'mawk',
      readFlows: readCount,
    },
    {
      name: 'lognormalizer: v2-iptables to JSON',
      command: 'lognormalizer',
      args: ['-r', script('iptables.rulebase')],
      stdin: file,
      needs: 'lognormalizer',
      readFlows: readLognormalizer,
    },
  ];
}

/** `LINES<TAB>KEY`, what our own program and the scripts print. */
function readCount(line: string, counts: Counts): void {
  const [lines, key] = line.split('\t');
  if (key !== undefined) counts.set(key, Number(lines));
}

/** One object per line; `originalmsg` marks a line that did not parse. */
function readLognormalizer(line: string, counts: Counts): void {
  if (line.startsWith('{ "originalmsg"')) return;
  const fields = JSON.parse(line) as Record<string, string | null>;
  const field = (name: string): string => fields[name] ?? '';
  const port = field('DPT') || `${field('TYPE')}/${field('CODE')}`;
  const ends = [field('IN'), field('OUT'), field('SRC'), field('DST')] as const;
  const key = flowKey([...ends, field('PROTO'), port]);
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
