/**
 * The journal reader in a process of its own: reads the directory in its argument to the end and
 * prints as JSON what it has read and what it may do, or the error that stopped it.
 */
import { readFileSync } from 'node:fs';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { SourceError } from '../../src/agent/sources/source.ts';
import { readThrough } from './reading.ts';

/** Effective capabilities of this process, as the kernel prints them. */
function capabilities(): string {
  return /^CapEff:\s*(\w+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
}

async function read(directory: string): Promise<object> {
  try {
    const source = new JournalSource({ directories: [directory], follow: false });
    source.check();
    const { messages } = await readThrough(source);
    return { messages, capabilities: capabilities(), uid: process.getuid?.() };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { error: { name: error.name, code: error.code, message: error.message } };
  }
}

console.log(JSON.stringify(await read(process.argv[2] ?? '')));
