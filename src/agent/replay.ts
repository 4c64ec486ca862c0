/**
 * The pipeline without an aggregator: a source read to its end, its flows handed over as the table
 * gives them up.
 */
import type { Flow } from '../flow/flow.ts';
import { type Account, addLoss, emptyAccount, type Loss } from '../flow/loss.ts';
import { accountBlock, createTally, observeRecords, type Parsers } from './observe.ts';
import type { Source } from './sources/source.ts';
import type { Table } from './table.ts';

export interface ReplayOptions {
  readonly parsers: Parsers;
  readonly table: Table;
  /** The flow with both ends named. */
  readonly nameFlow: (flow: Flow) => Flow;
  /** Takes flow after flow whenever the table is full, and at the end. */
  readonly onFlow: (flow: Flow) => void;
}

export interface Replay {
  readonly account: Account;
  readonly losses: readonly Loss[];
}

/**
 * Reads `source` from its beginning until it ends or `signal` aborts. Throws what the source
 * throws.
 * Records without a time before the first one with a time get time 0: nobody knows.
 */
export async function replaySource(
  source: Source,
  options: ReplayOptions,
  signal: AbortSignal,
): Promise<Replay> {
  const { parsers, table } = options;
  const account = emptyAccount();
  const losses: Loss[] = [];
  const tally = createTally();
  for await (const block of source.blocks('', signal)) {
    if (!table.hasRoomFor(block.index.count)) giveUp(options);
    observeRecords(block, parsers[block.trust ?? source.trust], table, tally);
    accountBlock(block, tally, account);
    account.responsesUnmatched += table.takeUnmatched();
    for (const loss of block.losses) addLoss(losses, loss);
  }
  giveUp(options);
  return { account, losses };
}

/** One at a time: garbage that dies at once costs nothing, a whole table of it collections. */
function giveUp({ table, nameFlow, onFlow }: ReplayOptions): void {
  table.lend((flows) => {
    for (const flow of flows) onFlow(nameFlow(flow));
  });
}
