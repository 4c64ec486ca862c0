/**
 * Joins the stages for the bench: blocks of a file → records → fields → flow table → flows.
 * Hot: the loop over a block's records; nothing is allocated per record.
 */
import { createFlowTable } from '../src/agent/aggregate/flow-table.ts';
import { observe } from '../src/agent/aggregate/observe.ts';
import { take } from '../src/agent/aggregate/take.ts';
import { readBlocks } from '../src/agent/sources/file-blocks.ts';
import type { Flow } from '../src/flow/flow.ts';
import { createLineFramer } from '../src/parser/headers/line-framer.ts';
import { LineParser } from '../src/parser/line-parser.ts';
import { IGNORED, REJECTED } from '../src/parser/packet.ts';
import { createPrefixMatcher } from '../src/parser/prefix.ts';
import { createRecordIndex } from '../src/parser/records.ts';

/** `read = parsed + ignored + rejected`. */
export interface Account {
  read: number;
  parsed: number;
  ignored: number;
  rejected: number;
}

export interface Progress {
  readonly bytes: number;
  readonly records: number;
}

/** All flows of the file at `path`; `onBlock` hears how far we are, once per block. */
export async function countFlows(
  path: string,
  onBlock: (progress: Progress) => void,
): Promise<{ flows: Flow[]; account: Account }> {
  const account: Account = { read: 0, parsed: 0, ignored: 0, rejected: 0 };
  const table = createFlowTable();
  const prefixes = createPrefixMatcher(['calico-packet']);
  const parser = new LineParser({ prefixes, trusted: false });
  const framer = createLineFramer();
  const index = createRecordIndex(8192);
  let bytes = 0;
  for await (const block of readBlocks(path)) {
    const { bytes: text, length } = block;
    for (let at = 0; at < length; ) {
      at = framer.frame(text, at, length, index);
      account.read += index.count;
      observeRecords({ bytes: text, index });
    }
    bytes += length;
    onBlock({ bytes, records: account.read });
  }
  return { flows: take(table), account };

  function observeRecords(records: { bytes: Uint8Array; index: typeof index }): void {
    for (let i = 0; i < index.count; i++) {
      const outcome = parser.parse(records.bytes, index.starts[i]!, index.ends[i]!);
      if (outcome === IGNORED) account.ignored++;
      else if (outcome === REJECTED) account.rejected++;
      else {
        account.parsed++;
        observe(table, records, parser.packet, i);
      }
    }
  }
}
