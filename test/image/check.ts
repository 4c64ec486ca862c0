/**
 * What must hold of the images `dropcast-agent` and `dropcast-aggregator` when they run as in a
 * cluster (run.sh). Each claim is a line of output; the first that is untrue ends it with status 1.
 * Started by check.sh, which has built them.
 */
import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../agent/free-port.ts';
import { placeFiles, recordedFiles, recordedTruth } from '../journald/recorded.ts';
import { assertConfined, UID } from './confined.ts';
import { Container } from './container.ts';
import { linesIn } from './journal-truth.ts';
import { comparePackages } from './sbom-agrees.ts';

const AGENT = 'dropcast-agent:0.1.0';
const AGGREGATOR = 'dropcast-aggregator:0.1.0';
/** Written by systemd-journald itself, through rotations, an overrun, forgers and a SIGKILL. */
const JOURNAL = 'journald-257';
/** Records that the kernel overwrote before journald read them: fixtures/journal/ORIGIN.md. */
const LOST = 437;
const JOURNAL_FOLDER = 'log/journal/0123456789abcdef0123456789abcdef';
/** Who may read journals on Debian and Ubuntu, beside root; one of the agent's groups. */
const ADM = 4;
/** In the image, and not among what the agent's entry point opens. */
const CLOSED = '/usr/local/bin/node';
/** Kubernetes waits for 30 s before it kills. */
const END_MS_MAX = 10_000;
const AGENT_BYTES_MAX = 80_000_000;

interface Status {
  readonly nodes: readonly {
    readonly node: string;
    readonly lines: number;
    readonly losses: readonly { readonly count: number }[];
  }[];
}

interface Flow {
  readonly lines: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'dropcast-images-'));
const grpc = `127.0.0.1:${await freePort()}`;
const aggregatorHttp = `127.0.0.1:${await freePort()}`;
const agentHttp = `127.0.0.1:${await freePort()}`;
const toAggregator = ['--aggregator', grpc, '--insecure'];

await using aggregator = new Container(AGGREGATOR, volumesOf('aggregator'), [
  ...['aggregator', '--listen', grpc, '--http', aggregatorHttp, '--insecure'],
  ...['--store', '/var/lib/dropcast/flows.db'],
]);
await untilOk(`http://${aggregatorHttp}/readyz`, aggregator);
claim('aggregator: ready, its store on a volume');
assertStrict('aggregator', aggregator);

await using agent = new Container(AGENT, withJournal(volumesOf('agent')), [
  ...['agent', '--source', 'journal', '--from', 'oldest', '--http', agentHttp, ...toAggregator],
  ...['--node', 'node-1', '--window-ms', '500'],
]);
await untilOk(`http://${agentHttp}/healthz`, agent);
claim('agent: healthy');
assert.ok(assertStrict('agent', agent) <= AGENT_BYTES_MAX);

await assertCounted();
await assertWalls();
await assertEnds('agent', agent);
await assertEnds('aggregator', aggregator);

function claim(what: string): void {
  console.log(`ok: ${what}`);
}

/** What the containers of a pod are given: a volume that is theirs, and the node's logs. */
function volumesOf(name: string): string {
  const folder = join(scratch, name);
  for (const volume of ['lib', 'log']) mkdirSync(join(folder, volume), { recursive: true });
  chownSync(join(folder, 'lib'), UID, UID);
  return folder;
}

/** With a journal that is closed to all but root and its group. */
function withJournal(folder: string): string {
  const files = recordedFiles(JOURNAL);
  const journal = join(folder, JOURNAL_FOLDER);
  placeFiles(files, journal);
  for (const path of [...files.keys()].map((name) => join(journal, name))) {
    chownSync(path, 0, ADM);
    chmodSync(path, 0o640);
  }
  return folder;
}

function untilOk(url: string, container: Container): Promise<void> {
  return container.until(async () => (await fetch(url).catch(() => undefined))?.status === 200);
}

/** Bytes of the product in the image. */
function assertStrict(name: string, { pid }: Container): number {
  assertConfined(pid);
  claim(`${name}: user ${UID}, no capability, none to gain, system calls filtered, root read-only`);
  const product = `/proc/${pid}/root/dropcast`;
  const { present, listed } = comparePackages(product);
  assert.deepEqual(listed, present);
  claim(`${name}: its SBOM lists the ${present.length} packages that are in it`);
  const bytes = bytesIn(product);
  claim(`${name}: ${(bytes / 1e6).toFixed(1)} MB over Node and its libraries`);
  return bytes;
}

function bytesIn(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => statSync(join(folder, name))).filter((each) => each.isFile());
  return sum(files.map(({ size }) => size));
}

async function assertCounted(): Promise<void> {
  const lines = linesIn(recordedTruth(JOURNAL));
  const expected = { node: 'node-1', lines, lost: LOST };
  await agent.until(async () => (await countsOfNodes())[0]?.lines === lines);
  assert.deepEqual(await countsOfNodes(), [expected]);
  const flows = await ask<Flow>('flows', '--replies');
  assert.equal(sum(flows.map((flow) => flow.lines)), lines);
  claim(`both: ${lines} lines of a journal in ${flows.length} flows, ${LOST} told as lost`);
}

async function countsOfNodes(): Promise<{ node: string; lines: number; lost: number }[]> {
  const [status] = await ask<Status>('status');
  const nodes = status?.nodes ?? [];
  return nodes.map(({ node, lines, losses }) => {
    return { node, lines, lost: sum(losses.map(({ count }) => count)) };
  });
}

/** Answers of the command line in the aggregator's image. */
async function ask<Answer>(...command: string[]): Promise<Answer[]> {
  const args = [...command, ...toAggregator, '--output', 'json'];
  await using asked = new Container(AGGREGATOR, volumesOf('question'), args);
  assert.equal(await asked.ended(), 0, asked.stderr);
  const lines = asked.stdout.trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Answer);
}

async function assertWalls(): Promise<void> {
  const args = ['agent', '--source', 'file', '--no-follow', '--path', CLOSED, ...toAggregator];
  await using kept = new Container(AGENT, volumesOf('walls'), args);
  assert.equal(await kept.ended(), 1);
  assert.ok(kept.stderr.includes(`node --permission keeps ${CLOSED} closed`), kept.stderr);
  claim(`agent: Node keeps ${CLOSED} closed, and the error says so`);
}

async function assertEnds(name: string, container: Container): Promise<void> {
  const begunMs = performance.now();
  assert.equal(await container.end(), 0, container.stderr);
  assert.ok(performance.now() - begunMs < END_MS_MAX);
  // As in `(node:1) ExperimentalWarning: …`.
  assert.doesNotMatch(container.stderr, /\(node:\d+\)/);
  claim(`${name}: SIGTERM ends it with 0, and Node has warned of nothing`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
