/**
 * Flows by lines, as good as plain JavaScript makes it: blocks of text, one regular expression, a
 * Map of strings. Run: node bench/peers/regex.ts FILE
 */
import { openSync, readSync } from 'node:fs';
import { type Counts, flowKey } from '../truth.ts';

const LINE = new RegExp(
  [
    /calico-packet: IN=(\S*) OUT=(\S*) (?:MAC=\S* )?SRC=(\S+) DST=(\S+) /,
    /.*?PROTO=(\S+) (?:SPT=\d+ DPT=(\d+)|TYPE=(\d+) CODE=(\d+))/,
  ]
    .map((part) => part.source)
    .join(''),
  'g',
);
const BLOCK_BYTES = 1 << 20;

function countLines(text: string, counts: Counts): void {
  for (const [, input, output, source, target, protocol, port, type, code] of text.matchAll(LINE)) {
    const portOrType = port ?? `${type}/${code}`;
    const key = flowKey([input!, output!, source!, target!, protocol!, portOrType]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

function countFile(path: string): Counts {
  const counts: Counts = new Map();
  const file = openSync(path, 'r');
  const block = Buffer.alloc(BLOCK_BYTES);
  let rest = '';
  for (let bytes = readSync(file, block); bytes > 0; bytes = readSync(file, block)) {
    const text = rest + block.toString('latin1', 0, bytes);
    const end = text.lastIndexOf('\n') + 1;
    countLines(text.slice(0, end), counts);
    rest = text.slice(end);
  }
  countLines(rest, counts);
  return counts;
}

for (const [key, lines] of countFile(process.argv[2]!)) console.log(`${lines}\t${key}`);
