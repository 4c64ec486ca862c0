/**
 * How fast the home takes batches and answers: so many nodes send at once, hour after hour, until
 * there are so many edge-hours; then the same hours are copied, by the engine, until there are
 * COPIED of them. Prints one line for each figure; wall time, and the CPU time of the engine and of
 * this process, which decodes the batches, too. The engine writes to a disk.
 * Run: node test/clickhouse/measure.ts [EDGE_HOURS [COPIED]]
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { copyHours } from '../../bench/clickhouse/copied-hours.ts';
import { EngineProcess } from '../../bench/clickhouse/engine-process.ts';
import { agentOf, flowsOf, NODES } from '../../bench/store-corpus.ts';
import type { ClickhouseStore } from '../../src/aggregator/clickhouse/clickhouse.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { decodeBatch } from '../../src/wire/batch-decoder.ts';
import { encodeBatchContent } from '../../src/wire/ingest.ts';
import { openHome } from './homes.ts';

const FIRST_HOUR = 490_000;
/** How often each edge is counted in an hour. */
const BATCHES_PER_HOUR = 3;
const NEVER = new AbortController().signal;
const NOTHING = { losses: [], account: emptyAccount(), ruleCounters: [], readings: [] };

const wanted = Number(process.argv[2] ?? 200_000);
const copied = Number(process.argv[3] ?? 0);
await using engine = await EngineProcess.start({ parent: tmpdir() });
const home = openHome(`clickhouse://${engine.host}/measured?retention=off`, { intervalMs: 20 });
await home.ready();

/** CPU of the engine in ms: its ticks are hundredths of a second. */
function engineMs(): number {
  const fields = readFileSync(`/proc/${engine.pid}/stat`, 'utf8').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

async function measure(what: string, count: number, act: () => Promise<unknown>): Promise<void> {
  const [engineBefore, own, began] = [engineMs(), process.cpuUsage(), performance.now()];
  await act();
  const [wallMs, { user, system }] = [performance.now() - began, process.cpuUsage(own)];
  const rate = count > 0 ? `${Math.round((count / wallMs) * 1_000)}/s, ` : '';
  const ownMs = Math.round((user + system) / 1_000);
  const cpu = `engine ${engineMs() - engineBefore} ms, here ${ownMs} ms`;
  process.stdout.write(`${what}: ${rate}${Math.round(wallMs)} ms wall, cpu ${cpu}\n`);
}

async function hello(to: ClickhouseStore, node: number): Promise<void> {
  await to.welcome({ ...agentOf(node), instance: 'one', version: 'measure', bootId: 'boot' });
}

/** As it comes over the wire: flows of a batch share what they have in common. */
function contentOf(node: number, hour: number): Uint8Array {
  const flows = flowsOf(node, FIRST_HOUR + hour);
  return encodeBatchContent({ ...NOTHING, flows, cursorAfter: `cursor-${hour}` });
}

async function fill(node: number, contents: readonly Uint8Array[]): Promise<void> {
  let sequence = 0;
  for (const content of contents) {
    for (let i = 0; i < BATCHES_PER_HOUR; i++) {
      const position = { epoch: 1, sequence: ++sequence };
      await home.apply({ ...decodeBatch(content), ...position }, agentOf(node));
    }
  }
}

async function drain(blocks: AsyncIterable<readonly unknown[]>): Promise<void> {
  let rows = 0;
  for await (const block of blocks) rows += block.length;
  process.stdout.write(`  ${rows} rows\n`);
}

async function ask(state: string): Promise<void> {
  await measure(`all edges, ${state}`, 0, () => drain(home.edges({}, NEVER)));
  await measure(`series of all, ${state}`, 0, () => home.series('all', {}, NEVER));
  const span = { sinceUs: FIRST_HOUR * 3_600_000_000, untilUs: FIRST_HOUR * 3_600_000_000 };
  const namespace = 'team-1';
  await measure(`a namespace, ${state}`, 0, () => drain(home.edges({ namespace }, NEVER)));
  await measure(`a namespace in an hour, ${state}`, 0, () =>
    drain(home.edges({ namespace, ...span }, NEVER)),
  );
  await measure(`edges of an hour, ${state}`, 0, () => drain(home.edges(span, NEVER)));
}

const perHour = flowsOf(0, FIRST_HOUR).length * NODES;
const hours = Math.max(1, Math.round(wanted / perHour));
const nodes = Array.from({ length: NODES }, (_, node) => node);
const contents = nodes.map((node) =>
  Array.from({ length: hours }, (_, hour) => contentOf(node, hour)),
);
await measure('hellos', NODES, () => Promise.all(nodes.map((node) => hello(home, node))));
await measure('records', perHour * hours * BATCHES_PER_HOUR, () =>
  Promise.all(nodes.map((node) => fill(node, contents[node]!))),
);
await ask('not folded');
await measure('hellos that end terms', NODES, () =>
  Promise.all(nodes.map((node) => hello(home, node))),
);
await Promise.all(
  nodes.map((node) => {
    const position = { epoch: 1, sequence: hours * BATCHES_PER_HOUR + 1, cursorAfter: 'last' };
    return home.apply({ ...NOTHING, ...position, flows: [] }, agentOf(node));
  }),
);
await measure('folding', 0, () => home.fold());
await measure('removing what is folded', 0, () => home.fold());
await ask('folded');
if (copied > 0) {
  const times = Math.ceil(copied / (perHour * hours));
  await measure(`copying hours ${times} times`, 0, () =>
    copyHours(engine, { database: 'measured', hours, times }),
  );
  await ask(`${perHour * hours * times} edge-hours`);
}
const bytes = await engine.rows(
  `SELECT table, sum(rows), sum(bytes_on_disk) FROM system.parts
   WHERE active AND database = 'measured' GROUP BY table ORDER BY table`,
);
for (const [table, rows, size] of bytes) {
  process.stdout.write(
    `${table}: ${rows} rows, ${(Number(size) / Number(rows)).toFixed(1)} bytes each\n`,
  );
}
await home.close();
