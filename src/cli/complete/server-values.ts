/**
 * Which values fields have in the flows that an aggregator knows, for completion. A person waits
 * with a finger on a key: what is not there in a moment, or not to be had, is nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { GroupField } from '../../flow/group-fields.ts';
import type { Connect } from '../ask.ts';
import type { AggregatorOptions } from '../options.ts';

export type ServerValues = ReadonlyMap<GroupField, readonly string[]>;

export const NOTHING_KNOWN: ServerValues = new Map();

/** Starting, connecting through a cluster, and asking, together. */
const PATIENCE_MS = 1_500;
/** Those with most lines; nobody reads through more. */
const VALUES_MAX = 500;

/** Never rejects. */
export async function askValues(
  connect: Connect,
  optionsOf: () => AggregatorOptions,
  fields: readonly GroupField[],
): Promise<ServerValues> {
  const timer = new AbortController();
  const late = sleep(PATIENCE_MS, NOTHING_KNOWN, { signal: timer.signal }).catch(
    () => NOTHING_KNOWN,
  );
  const answer = ask(connect, optionsOf, fields, timer.signal).catch(() => NOTHING_KNOWN);
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
  }
}

async function ask(
  connect: Connect,
  optionsOf: () => AggregatorOptions,
  fields: readonly GroupField[],
  signal: AbortSignal,
): Promise<ServerValues> {
  const client = await connect(optionsOf());
  try {
    const all = new Map<GroupField, readonly string[]>();
    for (const field of fields) {
      const values: string[] = [];
      const request = { filter: { replies: true }, by: [field], limit: VALUES_MAX };
      for await (const group of client.listGroups(request, signal)) values.push(group.values[0]!);
      all.set(field, values);
    }
    return all;
  } finally {
    client.close();
  }
}
