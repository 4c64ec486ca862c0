/**
 * Ourselves in the journal bench: journal files to blocks of records, in a process of its own.
 * Prints `READ RECORDS BYTES`: entries of the kernel transport, those handed over, and their bytes.
 * Run: node bench/journal-reader.ts DIRECTORY
 */
import { JournalSource } from '../src/agent/sources/journal/journal.ts';

async function main(directory: string): Promise<void> {
  const source = new JournalSource({ directories: [directory], follow: false });
  let [read, records, bytes] = [0, 0, 0];
  for await (const block of source.blocks('', new AbortController().signal)) {
    const { index } = block;
    read += block.read;
    records += index.count;
    for (let i = 0; i < index.count; i++) bytes += index.ends[i]! - index.starts[i]!;
  }
  console.log(`${read} ${records} ${bytes}`);
}

if (import.meta.main) await main(process.argv[2]!);
