import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_AGGREGATOR } from '../../src/cli/options.ts';
import { edgeOf } from '../flow/edge-fixtures.ts';
import { EDGES } from './cli-edges.ts';
import { NOW_US, runDropcast, serviceError } from './fake-aggregator.ts';

function golden(name: string): string {
  return readFileSync(new URL(`../fixtures/cli/${name}`, import.meta.url), 'utf8');
}

describe('flows prints', () => {
  test('a table whose columns are aligned and never cut', async () => {
    const { exit, stdout, stderr } = await runDropcast(['flows'], { aggregator: { edges: EDGES } });
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toBe(golden('flows-table.txt'));
  });

  test('what stands behind it with -o wide', async () => {
    const { stdout } = await runDropcast(['flows', '-o', 'wide'], {
      aggregator: { edges: EDGES.slice(0, 1) },
    });
    expect(stdout).toBe(golden('flows-wide.txt'));
  });

  test('one JSON object per line with -o json', async () => {
    const { stdout } = await runDropcast(['flows', '-o', 'json'], { aggregator: { edges: EDGES } });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(EDGES.length);
    expect(lines.map((line) => JSON.parse(line).port)).toEqual([5432, 53, null, 443, null]);
  });

  test('one document per flow with -o yaml', async () => {
    const { stdout } = await runDropcast(['flows', '-o', 'yaml'], { aggregator: { edges: EDGES } });
    expect(stdout.match(/^---$/gm)).toHaveLength(EDGES.length);
    expect(stdout).toContain('protocol: ICMP\nport: null\nicmp_type: 8\n');
  });

  test('a word on stderr when nothing matches', async () => {
    const json = await runDropcast(['flows', '-o', 'json']);
    expect(json).toMatchObject({ exit: 0, stdout: '', stderr: 'no flows match\n' });
  });

  test('colours only where they can be seen', async () => {
    const aggregator = { edges: EDGES };
    const seen = await runDropcast(['flows'], { aggregator, hasColours: true });
    expect(seen.stdout).toContain('\u001b[31mdropped\u001b[39m');
    expect((await runDropcast(['flows'], { aggregator })).stdout).not.toContain('\u001b');
  });

  test('control characters as text', async () => {
    const edges = [edgeOf({ prefixes: ['a\u001b[2Jb\u009b'] })];
    const wide = await runDropcast(['flows', '-o', 'wide'], { aggregator: { edges } });
    expect(wide.stdout).toContain('a\\x1b[2Jb\\x9b');
    const json = await runDropcast(['flows', '-o', 'json'], { aggregator: { edges } });
    expect(json.stdout).toContain('a\\u001b[2Jb\\u009b');
    expect(JSON.parse(json.stdout).prefix).toBe('a\u001b[2Jb\u009b');
  });
});

describe('flows asks', () => {
  test('for everything, without flags', async () => {
    const { requests, addresses } = await runDropcast(['flows']);
    expect(requests).toEqual([{ filter: {}, limit: 0 }]);
    expect(addresses).toEqual([DEFAULT_AGGREGATOR]);
  });

  test('for what the flags say', async () => {
    const flags = '--from shop/ --to 10.0.0.0/8 --protocol tcp --port 443 --since 10m --limit 5';
    const args = ['flows', '-n', 'shop', '--replies', ...flags.split(' ')];
    const { requests, addresses } = await runDropcast([...args, '--aggregator', '[::1]:7000']);
    expect(addresses).toEqual(['[::1]:7000']);
    expect(requests).toEqual([
      {
        filter: {
          namespace: 'shop',
          from: ['shop/'],
          to: ['10.0.0.0/8'],
          protocol: [6],
          port: [443],
          sinceUs: NOW_US - 600_000_000,
          replies: true,
        },
        limit: 5,
      },
    ]);
  });
});

test('flows asks with alternatives, and for what is not', async () => {
  const flags = '--from a/ --from app=web,tier=x --with 10.0.0.0/8 --not-port 53 --not-with b/';
  const words = '--verdict dropped --outcome answered --not-direction both';
  const { requests } = await runDropcast(['flows', ...`${flags} ${words}`.split(' ')]);
  expect(requests[0]?.filter).toEqual({
    from: ['a/', 'app=web,tier=x'],
    either: ['10.0.0.0/8'],
    verdict: ['dropped'],
    outcome: ['answered'],
    not: { port: [53], either: ['b/'], direction: ['both'] },
  });
});

test.each([
  ['--not-port', 'http', 'not a port'],
  ['--verdict', 'maybe', "'maybe' is not a verdict: write one of unknown, audit, dropped"],
  ['--with', 'a/b/c', 'names no end'],
])('flows %s %s is wrong usage', async (flag, value, words) => {
  const { exit, stderr, requests } = await runDropcast(['flows', flag, value]);
  expect([exit, requests]).toEqual([2, []]);
  expect(stderr).toContain(words);
});

describe('flows fails with one line', () => {
  test.each([
    [14, 'connection refused', 'no aggregator answers at 127.0.0.1:50051 (connection refused)'],
    [
      14,
      'No connection established. Last error: Error: connect ECONNREFUSED ::1:1. Resolution note: ',
      'no aggregator answers at 127.0.0.1:50051 (connect ECONNREFUSED ::1:1): start one',
    ],
    [12, 'unimplemented', 'what answers at 127.0.0.1:50051 is no Dropcast aggregator'],
    [3, 'wrong filter', 'the aggregator at 127.0.0.1:50051 refused: wrong filter'],
  ])('for status %d', async (code, details, message) => {
    const run = await runDropcast(['flows'], {
      aggregator: { error: serviceError(code, details) },
    });
    expect(run).toMatchObject({ exit: 1, stdout: '' });
    expect(run.stderr).toContain(`dropcast: ${message}`);
    expect(run.stderr.match(/\n/g)).toHaveLength(1);
  });

  test('when it was interrupted, and prints no part for the whole', async () => {
    const run = await runDropcast(['flows'], {
      aggregator: { edges: EDGES },
      signal: AbortSignal.abort(),
    });
    expect(run).toMatchObject({ exit: 1, stdout: '', stderr: 'dropcast: interrupted\n' });
  });
});

describe('flows --group-by', () => {
  const run = (...args: string[]) =>
    runDropcast(['flows', '--group-by', 'source_namespace,port', ...args], {
      aggregator: { edges: EDGES },
    });

  test('prints a column per field, and the sums', async () => {
    const { stdout, exit } = await run('--limit', '1');
    expect(exit).toBe(0);
    const [head, first, ...rest] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^SOURCE NAMESPACE +PORT +KIND +EDGES +CONNECTIONS +LINES +LAST SEEN$/);
    expect(first).toMatch(/^\S+ +\S+ +logged +\d+ +\d+ +\d+ /);
    expect(rest).toEqual([]);
  });

  test('gives an object per group', async () => {
    const { stdout } = await run('-o', 'json');
    const groups = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const lines = groups.reduce((sum, group) => sum + group.lines, 0);
    expect(lines).toBe(EDGES.reduce((sum, edge) => sum + edge.lines, 0));
    const [names, ...sums] = [['source_namespace', 'port'], 'is_reply', 'pre_existing', 'edges'];
    expect(Object.keys(groups[0]).slice(0, 5)).toEqual([...names!, ...sums]);
    expect((await run('-o', 'yaml')).stdout.match(/^---$/gm)).toHaveLength(groups.length);
  });

  test('takes each field once: wrong usage', async () => {
    const { exit, stderr } = await runDropcast(['flows', '--group-by', 'port,port']);
    expect(exit).toBe(2);
    expect(stderr).toContain("'port' is given twice");
  });

  test('has no field of that name: wrong usage', async () => {
    const { exit, stderr } = await runDropcast(['flows', '--group-by', 'colour']);
    expect(exit).toBe(2);
    expect(stderr).toContain("'colour' is none of source, source_namespace");
  });
});

describe('flows --series', () => {
  const run = (...args: string[]) =>
    runDropcast(['flows', '--series', ...args], { aggregator: { edges: EDGES } });

  test('prints a line per hour, of all or of each group', async () => {
    const { stdout, exit } = await run();
    expect(exit).toBe(0);
    const [head, first] = stdout.split('\n');
    expect(head).toMatch(/^KIND +HOUR +CONNECTIONS +LINES$/);
    expect(first).toMatch(/^logged +2026-02-26T10:00Z +\d+ +\d+$/);
    expect((await run('--group-by', 'port', '-o', 'wide')).stdout).toMatch(
      /^PORT +KIND +HOUR +CONNECTIONS +LINES +BYTES +ANSWERED +REFUSED +UNREACHABLE\n/,
    );
  });

  test('gives an object per group with its hours', async () => {
    const [line = ''] = (await run('--group-by', 'port', '-o', 'json')).stdout.split('\n');
    expect(JSON.parse(line)).toMatchObject({
      port: expect.any(String),
      is_reply: false,
      pre_existing: false,
      hours: [{ hour: '2026-02-26T10:00:00.000000Z', lines: expect.any(Number) }],
    });
    expect((await run('-o', 'yaml')).stdout).toMatch(/^---\nis_reply: false\n/);
  });
});

describe('flows --nodes-now', () => {
  const unanswered = [
    { cluster: 'blue', node: 'n\u001b7', why: 'its agent is not connected here' },
  ];
  const run = (...args: string[]) =>
    runDropcast(['flows', '--nodes-now', ...args], { aggregator: { edges: EDGES, unanswered } });

  test('prints what nodes hold, and names those that did not answer', async () => {
    const { stdout, stderr, exit } = await run('-o', 'json');
    expect(exit).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(EDGES.length);
    expect(stderr).toBe('node blue/n\\x1b7 is not in it: its agent is not connected here\n');
  });

  test('adds it up', async () => {
    const { stdout, requests } = await run('--group-by', 'port', '--limit', '1');
    expect(stdout.split('\n')).toHaveLength(3);
    expect(requests).toMatchObject([{ limit: 0 }]);
  });

  test('has no hours: wrong usage', async () => {
    const { exit, stderr } = await run('--series');
    expect(exit).toBe(2);
    expect(stderr).toContain('--nodes-now');
  });
});
