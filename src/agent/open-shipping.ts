/**
 * The way of batches to the aggregator, as the configuration wants it: straight, or through a
 * spool, which has a check and numbers of its own.
 */
import type { Check } from '../flow/check.ts';
import type { Log } from '../service/log.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import type { AgentConfig, SpoolConfig } from './config.ts';
import { type Shipping, shipStraight } from './lifecycle.ts';
import type { AgentMetrics } from './metrics.ts';
import type { BatchSink } from './pipeline.ts';
import type { LeftOut } from './ship/batch-bytes.ts';
import type { ShipClient } from './ship/client.ts';
import { openSpool } from './ship/spool/open-spool.ts';
import type { Spool } from './ship/spool/spool.ts';
import { SpooledClient } from './ship/spooled-client.ts';
import type { SpoolGauges } from './spool-metrics.ts';

export interface OpenShipping extends AsyncDisposable {
  readonly sink: BatchSink;
  readonly shipping: Shipping;
  checks(): readonly Check[];
  /** Undefined: there is no spool. */
  gauges(): SpoolGauges | undefined;
}

export interface ShippingOptions {
  readonly config: AgentConfig;
  /** Kind of the source that is read. */
  readonly source: string;
  readonly client: ShipClient;
  readonly metrics: Pick<AgentMetrics, 'addDiscarded' | 'addSpoolSync'>;
  readonly log: Log;
}

/**
 * Rejects with SpoolError when there is a spool that cannot be used. `onCheck` hears that what
 * `checks` tells may have changed.
 */
export async function openShipping(
  options: ShippingOptions,
  onCheck: () => void,
): Promise<OpenShipping> {
  const { config, client, source } = options;
  if (config.spool) return openSpooled(options, config.spool, onCheck);
  return {
    sink: client,
    shipping: shipStraight(client),
    checks: () => (source === 'kmsg' ? [NO_SPOOL] : []),
    gauges: () => undefined,
    [Symbol.asyncDispose]: async () => {},
  };
}

const NO_SPOOL: Check = {
  name: 'spool',
  state: 'ok',
  detail: 'none (--spool): what a restart finds no longer in the ring is lost, and told',
};

async function openSpooled(
  options: ShippingOptions,
  { folder, bytesMax }: SpoolConfig,
  onCheck: () => void,
): Promise<OpenShipping> {
  const { config, source, client, metrics, log } = options;
  const owner = { cluster: config.clusterName, node: config.node, source };
  const clock = SYSTEM_CLOCK;
  const opened = await openSpool(folder, {
    owner,
    bytesMax,
    clock,
    log,
    onSync: (ms) => metrics.addSpoolSync(ms / 1_000),
    onFailure: onCheck,
  });
  const { spool } = opened;
  const onLeftOut = (what: LeftOut) => metrics.addDiscarded(`${what}_left_out`, 1);
  const spooled = new SpooledClient({ client, spool, clock, log, onLeftOut });
  return {
    sink: spooled,
    shipping: spooled,
    checks: () => [spoolCheck(spool, bytesMax)],
    gauges: () => ({
      bytes: spool.bytes,
      bytesMax,
      segments: spool.segments,
      batches: spooled.waiting,
      failures: spool.failures,
      overtaken: spooled.overtaken,
    }),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** The spool's state in one line. */
export function spoolCheck(
  spool: Pick<Spool, 'failure' | 'isFull' | 'bytes' | 'last' | 'released'>,
  bytesMax: number,
): Check {
  const { failure, bytes } = spool;
  const name = 'spool';
  if (failure !== undefined) {
    const detail =
      `cannot be written (${failure}): batches go on without it; what a restart finds no longer ` +
      'in the ring is lost, and told. Free or mend its disk';
    return { name, state: 'warn', detail, value: bytes };
  }
  const waiting = `${spool.last - spool.released} batches wait in ${bytes} of ${bytesMax} bytes`;
  if (!spool.isFull) return { name, state: 'ok', detail: waiting, value: bytes };
  const detail =
    `full: ${waiting}: until the aggregator takes some, flows are folded: each line is counted, ` +
    'with less detail. Give it more (--spool-bytes), or the aggregator back';
  return { name, state: 'warn', detail, value: bytes };
}
