/**
 * Who runs beside us: what only counts lines, and programs that count flows or take fields apart as
 * people do it today. All read the same file; those that print flows are held against the truth.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { bundleConfig } from '../tools/bundle.ts';
import { findFile } from './installed.ts';
import type { Program } from './measure.ts';
import { type Counts, flowKey } from './truth.ts';

/** Adds what one printed line tells to `counts`. */
type ReadFlows = (line: string, counts: Counts) => void;

export interface Contender extends Program {
  /** What has to be installed for it, and how that tells its version. */
  readonly needs: readonly [command: string, ...version: string[]];
  /** Takes seconds on any corpus. */
  readonly isQuick?: boolean;
  /** Has to be done once before the first run. */
  readonly build?: () => unknown;
  /** Absent where the program prints no flows. */
  readonly readFlows?: ReadFlows;
}

interface Input {
  readonly file: string;
  readonly lines: number;
}

const DATA = join(import.meta.dirname, 'data');
const DIST = join(import.meta.dirname, '..', 'dist/');
const NODE_VERSION = ['-p', '"Node " + process.versions.node'] as const;
const OURS = 'dropcast: file to flows';
export const READ_LOOP = 'C: read and memchr';

/** Ourselves in the race, as few files as the product is. */
export function ourselves({ file }: Input): Contender {
  const node = process.execPath;
  return {
    name: OURS,
    command: node,
    args: [join(DATA, 'pipeline.js'), file],
    needs: [node, ...NODE_VERSION],
    build: bundlePipeline,
    readFlows: readCount,
  };
}

export function peers(input: Input): readonly Contender[] {
  return [ownCommand(input), ...floors(input), ...scripts(input), ...normalizers(input)];
}

/** What people start: the same with the command line, any prefix, merged edges and their table. */
function ownCommand({ file }: Input): Contender {
  const node = process.execPath;
  const command = join(import.meta.dirname, '..', 'bin', 'dropcast.js');
  return {
    name: 'dropcast replay',
    command: node,
    args: [command, 'replay', file],
    needs: [node, ...NODE_VERSION],
    isQuick: true,
  };
}

function floors({ file }: Input): Contender[] {
  const isQuick = true;
  const readLines = join(DATA, 'read-lines');
  const count = (command: string, ...args: string[]): Contender => ({
    name: [command, args[0], ...args.slice(1).filter((arg) => arg === 'PROTO=')].join(' '),
    command,
    args: [...args, file],
    needs: [command, '--version'],
    isQuick,
  });
  return [
    {
      name: READ_LOOP,
      command: readLines,
      args: [file],
      needs: ['gcc', '--version'],
      build: () => compile(peerFile('read-lines.c'), readLines),
      isQuick,
    },
    count('wc', '-l'),
    count('rg', '-c', '-j1', '--no-mmap', 'PROTO='),
    count('grep', '-c', 'PROTO='),
  ];
}

function scripts({ file }: Input): Contender[] {
  const isQuick = true;
  const node = process.execPath;
  return [
    {
      name: 'Node: one regex, Map',
      command: node,
      args: [peerFile('regex.ts'), file],
      needs: [node, ...NODE_VERSION],
      isQuick,
      readFlows: readCount,
    },
    {
      name: 'perl: one regex, hash',
      command: 'perl',
      args: [peerFile('flows.pl'), file],
      needs: ['perl', '--version'],
      isQuick,
      readFlows: readCount,
    },
    {
      name: 'mawk: fields, array',
      command: 'mawk',
      args: ['-f', peerFile('flows.awk'), file],
      needs: ['mawk', '-W', 'version'],
      isQuick,
      readFlows: readCount,
    },
  ];
}

function normalizers(input: Input): Contender[] {
  const rulebase = peerFile('iptables.rulebase');
  const lognormalizer = { command: 'lognormalizer', stdin: input.file };
  return [
    {
      ...lognormalizer,
      name: 'lognormalizer -P',
      args: ['-P', '-r', rulebase],
      needs: ['lognormalizer', '-V'],
    },
    {
      ...lognormalizer,
      name: 'lognormalizer to JSON',
      args: ['-r', rulebase],
      needs: ['lognormalizer', '-V'],
      readFlows: readFields,
    },
    syslogNg(input),
    rsyslog(input, rulebase),
  ];
}

/** Reads a pipe: it refuses a file as standard input. */
function syslogNg({ file }: Input): Contender {
  const scratch = join(DATA, 'syslog-ng');
  const place = (name: string): string => join(scratch, name);
  const from = ['--module-path', findFile('usr/lib/syslog-ng/[0-9]*')];
  const own = ['-R', place('persist'), '-c', place('ctl'), '--pidfile', place('pid')];
  const program = ['-F', '--no-caps', '-f', peerFile('syslog-ng.conf'), ...from, ...own];
  return {
    name: 'syslog-ng iptables-parser',
    command: 'syslog-ng',
    args: program,
    stdin: file,
    isPiped: true,
    environment: {
      IPTABLES_PARSER: findFile('usr/share/syslog-ng/include/scl/iptables/iptables.conf'),
    },
    scratch,
    needs: ['syslog-ng', '--version'],
    readFlows: readTabbed,
  };
}

/** Ends when it is told to: imfile waits for more. */
function rsyslog({ file, lines }: Input, rulebase: string): Contender {
  const scratch = join(DATA, 'rsyslog');
  return {
    name: 'rsyslog mmnormalize',
    command: 'rsyslogd',
    args: ['-n', '-f', peerFile('rsyslog.conf'), '-i', join(scratch, 'pid')],
    environment: { CORPUS: file, RULEBASE: rulebase, SCRATCH: scratch },
    scratch,
    linesUntilEnd: lines,
    isPiped: true,
    needs: ['rsyslogd', '-v'],
    readFlows: readFields,
  };
}

function peerFile(name: string): string {
  return join(import.meta.dirname, 'peers', name);
}

/** As tools/bundle.ts makes the product's programs. */
function bundlePipeline(): Promise<unknown> {
  const input = { pipeline: join(import.meta.dirname, 'pipeline.ts') };
  const config = bundleConfig({ input, part: 'pipeline', apart: [] }, DATA, DIST);
  return build({ ...config, configFile: false, logLevel: 'error' });
}

function compile(source: string, target: string): void {
  mkdirSync(DATA, { recursive: true });
  execFileSync('gcc', ['-O2', '-o', target, source], { stdio: 'inherit' });
}

/** `LINES<TAB>KEY`, what our own program and the scripts print. */
function readCount(line: string, counts: Counts): void {
  const [lines, key] = line.split('\t');
  if (key !== undefined) counts.set(key, Number(lines));
}

/** One object of liblognorm per line; `originalmsg` marks a line that did not parse. */
function readFields(line: string, counts: Counts): void {
  const fields = JSON.parse(line) as Record<string, string | null>;
  if ('originalmsg' in fields) return;
  const field = (name: string): string => fields[name] ?? '';
  const ends = [field('IN'), field('OUT'), field('SRC'), field('DST')] as const;
  const port = portOrType(field('DPT'), field('TYPE'), field('CODE'));
  countLine(flowKey([...ends, field('PROTO'), port]), counts);
}

/** IN, OUT, SRC, DST, PROTO, DPT, TYPE, CODE. */
function readTabbed(line: string, counts: Counts): void {
  const [input = '', output = '', source = '', target = '', protocol = '', ...rest] =
    line.split('\t');
  const [port = '', type = '', code = ''] = rest;
  const ends = [input, output, source, target] as const;
  countLine(flowKey([...ends, protocol, portOrType(port, type, code)]), counts);
}

function portOrType(port: string, type: string, code: string): string {
  return port || (type && `${type}/${code}`);
}

function countLine(key: string, counts: Counts): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
