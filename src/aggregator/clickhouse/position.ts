/**
 * Where an agent's batches have come to, as the row that says it. A term is the time in which one
 * replica of the aggregator writes for an agent; its steps count the batches it has committed. Each
 * term names the one before and the step at which that one was over.
 */
import type { AgentKey } from '../store.ts';
import { type AgentState, decodeState, encodeState } from './agent-state.ts';
import type { Row } from './engine.ts';

export interface Position {
  readonly agent: bigint;
  readonly key: AgentKey;
  readonly number: number;
  readonly step: number;
  readonly beforeNumber: number;
  readonly beforeStep: number;
  readonly instance: string;
  readonly epoch: number;
  readonly sequence: number;
  readonly cursor: string;
  readonly heardUs: number;
  readonly state: AgentState;
}

export const POSITION_COLUMNS =
  'agent, number, step, before_number, before_step, cluster, node, source, instance, epoch, ' +
  'sequence, cursor, heard_us, state';

export function positionOf(row: Row): Position {
  const [agent, number, step, beforeNumber, beforeStep, cluster, node, source] = row;
  const [instance, epoch, sequence, cursor, heardUs, state] = row.slice(8);
  return {
    agent: BigInt(agent as string),
    key: { cluster: String(cluster), node: String(node), source: String(source) },
    number: Number(number),
    step: Number(step),
    beforeNumber: Number(beforeNumber),
    beforeStep: Number(beforeStep),
    instance: String(instance),
    epoch: Number(epoch),
    sequence: Number(sequence),
    cursor: String(cursor),
    heardUs: Number(heardUs),
    state: decodeState(String(state)),
  };
}

/** By the names of the columns. */
export function positionRow(position: Position): object {
  return {
    agent: String(position.agent),
    number: position.number,
    step: position.step,
    before_number: position.beforeNumber,
    before_step: position.beforeStep,
    ...position.key,
    instance: position.instance,
    epoch: position.epoch,
    sequence: position.sequence,
    cursor: position.cursor,
    heard_us: position.heardUs,
    state: encodeState(position.state),
  };
}
