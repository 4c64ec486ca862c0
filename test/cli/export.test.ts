import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEdgeFile } from '../../src/cli/read-edges.ts';
import { ResumeFile } from '../../src/cli/resume-file.ts';
import { edgeOf } from '../flow/edge-fixtures.ts';
import { Collector } from './export/collector.ts';
import { NOW_US, type RunOptions, runDropcast, serviceError } from './fake-aggregator.ts';

const EDGES = [edgeOf(), edgeOf({ port: 80 })];

/** Runs the command; what it writes to its stream comes beside. */
async function runExport(args: readonly string[], options: RunOptions = {}) {
  const stdout = new PassThrough();
  const parseStreams = { stdin: new PassThrough(), stdout, stderr: new PassThrough() };
  const aggregator = { edges: EDGES, ...options.aggregator };
  const parts = { parseStreams, ...options.parts };
  const run = await runDropcast(['export', ...args], { ...options, aggregator, parts });
  return { ...run, stdout: stdout.read()?.toString() ?? '' };
}

describe('dropcast export', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-command-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('writes what there is to standard output, hour by hour', async () => {
    const { exit, stdout, stderr } = await runExport(['--since', '1h', '--until', '1h']);
    expect([exit, stderr]).toEqual([0, '']);
    const records = stdout.trimEnd().split('\n');
    expect(records.map((line: string) => JSON.parse(line).port)).toEqual([5432, 80]);
  });

  test('asks for whole hours of what the flags say, by name', async () => {
    const { requests } = await runExport(['-n', 'shop', '--since', '90m', '--until', '61m']);
    expect(requests.map(({ filter, order }) => ({ filter, order }))).toEqual([
      {
        filter: { namespace: 'shop', sinceUs: NOW_US - 7_200e6, untilUs: NOW_US - 3_600e6 - 1 },
        order: 'name',
      },
    ]);
  });

  test('appends to a file which other commands can read, and goes on behind it', async () => {
    const [file, resume] = [join(folder, 'flows'), join(folder, 'resume')];
    const args = ['--file', file, '--fsync', '--resume', resume, '--since', '1h', '--until', '1h'];
    await runExport(args);
    const again = await runExport(args);
    expect([again.exit, again.requests.length]).toEqual([0, 0]);
    expect(await readEdgeFile(file)).toHaveLength(2);
    const other = await runExport(['--resume', resume]);
    expect([other.exit, other.stderr]).toEqual([
      1,
      `dropcast: --resume ${resume} belongs to an export of something else: ` +
        'take another file, or the flags of before\n',
    ]);
  });

  test('goes on with a file at the store that it is of, and at no other', async () => {
    const resume = join(folder, 'of-a-store');
    const runAt = (store: string) => {
      const status = { version: '', nodes: [], resources: [], store };
      return runExport(['--resume', resume, '--since', '1h', '--until', '1h'], {
        aggregator: { status },
      });
    };
    expect(await runAt('a')).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^{/) });
    const other = await runAt('b');
    expect([other.exit, other.stdout]).toEqual([1, '']);
    expect(other.stderr).toMatch(/^dropcast: --resume \S+ belongs to the flows of another store/);
    using _ = await ResumeFile.open(resume);
    expect((await runAt('a')).stderr).toContain('is in use by another process');
  });

  test('leaves an hour that goes on to later, when a grace is asked for', async () => {
    const { requests } = await runExport(['--since', '1h', '--grace', '5m']);
    expect(requests).toEqual([]);
    const now = await runExport(['--since', '0s']);
    expect(now.requests).toHaveLength(1);
  });

  test('follows until it is interrupted', async () => {
    const stop = new AbortController();
    const running = runExport(['-f', '--since', '2h', '--grace', '0s'], { signal: stop.signal });
    setImmediate(() => stop.abort());
    expect(await running).toMatchObject({ exit: 0, stderr: '' });
  });

  test('says when the aggregator is away', async () => {
    const error = serviceError(14, 'No connection established');
    const { exit, stderr } = await runExport(['--since', '1h'], { aggregator: { error } });
    expect([exit, stderr]).toEqual([1, expect.stringContaining('no aggregator answers at')]);
  });

  test('tries an aggregator that is away again while it follows, boundedly', async () => {
    const error = serviceError(14, 'No connection established');
    const args = ['-f', '--since', '2h', '--grace', '0s', '--give-up', '0s'];
    const { exit, stderr } = await runExport(args, { aggregator: { error } });
    expect([exit, stderr.split('\n').map((line) => line.slice(0, 64))]).toEqual([
      1,
      [
        'dropcast: the aggregator at 127.0.0.1:50051 cannot be asked: No ',
        'dropcast: the aggregator at 127.0.0.1:50051 cannot be asked: No ',
        '',
      ],
    ]);
  });

  test('sends them to a collector, with headers that it does not tell', async () => {
    await using collector = await Collector.open();
    collector.answers.push({ status: 200, rejected: 1, why: 'no\u001b[2J' });
    const environment = { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret' };
    const args = ['--otlp', `http://127.0.0.1:${collector.port}`, '--otlp-encoding', 'json'];
    const { exit, stdout, stderr } = await runExport([...args, '--since', '1h', '--until', '1h'], {
      parts: { environment },
    });
    expect([exit, stdout]).toEqual([0, '']);
    expect(stderr).toBe('dropcast: the collector did not take 1 records: no\\x1b[2J\n');
    expect(collector.requests[0]!.headers.authorization).toBe('Bearer secret');
    expect(collector.records.map(({ body }) => body)).toEqual([
      'shop/web -> shop/db-0 tcp/5432',
      'shop/web -> shop/db-0 tcp/80',
    ]);
  });

  test.each([
    [['--grace', '5'], 'Write a span'],
    [['--late', '32d'], 'Write a span'],
    [['--otlp', 'http://c', '--file', 'f'], 'cannot be used with'],
    [['--otlp-encoding', 'xml'], 'Allowed choices are protobuf, json'],
  ])('refuses %j', async (args, words) => {
    const { exit, stderr } = await runExport(args);
    expect([exit, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});
