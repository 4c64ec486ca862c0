/**
 * How fast the home takes batches and answers: so many nodes send at once, hour after hour, until
 * there are so many edge-hours. Prints one line for each figure; wall time, and the CPU time of the
 * engine and of this process, which makes the flows, too. The engine writes to a disk.
 * Run: node test/clickhouse/measure.ts [EDGE_HOURS]
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { agentOf, flowsOf, NODES } from '../../bench/store-corpus.ts';
import type { ClickhouseStore } from '../../src/aggregator/clickhouse/clickhouse.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { EngineProcess } from './engine-process.ts';
import { openHome } from './homes.ts';

const FIRST_HOUR = 490_000;
/** How often each edge is counted in an hour. */
const BATCHES_PER_HOUR = 3;
const NEVER = new AbortController().signal;

const wanted = Number(process.argv[2] ?? 200_000);
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

async function fill(node: number, hours: number): Promise<void> {
  let sequence = 0;
  for (let hour = 0; hour < hours; hour++) {
    for (let i = 0; i < BATCHES_PER_HOUR; i++) {
      const flows = flowsOf(node, FIRST_HOUR + hour);
      const content = {
        flows,
        losses: [],
        account: emptyAccount(),
        ruleCounters: [],
        readings: [],
      };
      const position = { epoch: 1, sequence: ++sequence, cursorAfter: `cursor-${sequence}` };
      await home.apply({ ...content, ...position }, agentOf(node));
    }
  }
}

async function drain(blocks: AsyncIterable<readonly unknown[]>): Promise<void> {
  let rows = 0;
  for await (const block of blocks) rows += block.length;
  process.stdout.write(`  ${rows} rows\n`);
}

const perHour = flowsOf(0, FIRST_HOUR).length * NODES;
const hours = Math.max(1, Math.round(wanted / perHour));
const nodes = Array.from({ length: NODES }, (_, node) => node);
await measure('hellos', NODES, () => Promise.all(nodes.map((node) => hello(home, node))));
await measure('records', perHour * hours * BATCHES_PER_HOUR, () =>
  Promise.all(nodes.map((node) => fill(node, hours))),
);
await ask('not folded');
await measure('hellos that end terms', NODES, () =>
  Promise.all(nodes.map((node) => hello(home, node))),
);
await Promise.all(
  nodes.map((node) => {
    const nothing = {
      flows: [],
      losses: [],
      account: emptyAccount(),
      ruleCounters: [],
      readings: [],
    };
    const sequence = hours * BATCHES_PER_HOUR + 1;
    return home.apply({ ...nothing, epoch: 1, sequence, cursorAfter: 'last' }, agentOf(node));
  }),
);
await measure('folding', 0, () => home.fold());
await ask('folded');
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

async function ask(state: string): Promise<void> {
  await measure(`all edges, ${state}`, 0, () => drain(home.edges({}, NEVER)));
  await measure(`series of all, ${state}`, 0, () => home.series('all', {}, NEVER));
  const span = { sinceUs: FIRST_HOUR * 3_600_000_000, untilUs: FIRST_HOUR * 3_600_000_000 };
  await measure(`a namespace, ${state}`, 0, () =>
    drain(home.edges({ namespace: 'team-1' }, NEVER)),
  );
  await measure(`edges of an hour, ${state}`, 0, () => drain(home.edges(span, NEVER)));
}
