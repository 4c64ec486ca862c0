import { expect, test } from 'vitest';
import { accountText } from '../../src/cli/replay.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import type { ReplayRequest } from '../../src/flow/replay.ts';
import { EDGES } from './cli-edges.ts';
import { runDropcast } from './fake-aggregator.ts';

test('the pipeline is told files, names, prefixes and filter', async () => {
  const requests: ReplayRequest[] = [];
  const replay = async (request: ReplayRequest) => {
    requests.push(request);
    return { edges: EDGES, account: emptyAccount(), losses: [] };
  };
  const args = 'replay a.log - --cluster c.yaml --prefix p1 --prefix p2,p3 -n shop --port 53';
  const { exit } = await runDropcast(args.split(' '), { parts: { replay } });
  expect(exit).toBe(0);
  expect(requests).toEqual([
    {
      files: ['a.log', '-'],
      clusterFile: 'c.yaml',
      prefixes: ['p1', 'p2', 'p3'],
      filter: { namespace: 'shop', port: [53] },
    },
  ]);
});

test('flows go to stdout, the account to stderr', async () => {
  const account = { ...emptyAccount(), read: 10, parsed: 7, ignored: 2, rejected: 1 };
  const replay = async () => ({ edges: EDGES, account, losses: [] });
  const run = await runDropcast(['replay', 'a.log', '-o', 'json'], { parts: { replay } });
  expect(run.stdout.trimEnd().split('\n')).toHaveLength(EDGES.length);
  expect(run.stderr).toBe('read 10 = parsed 7 + ignored 2 + rejected 1\n');
});

test('the account tells what its numbers hide', () => {
  const account = {
    read: 100,
    parsed: 80,
    partial: 3,
    ignored: 15,
    spoofed: 2,
    rejected: 5,
    rejectedByReason: { cut: 1, bad_address: 4, never: 0 },
    responsesUnmatched: 6,
  };
  const losses = [
    { source: 'file', cause: 'rotation', count: undefined, firstUs: 0, lastUs: 0 },
  ] as const;
  expect(accountText(account, losses)).toBe(`\
read 100 = parsed 80 + ignored 15 + rejected 5
rejected: bad_address 4, cut 1
parsed in part: 3
ignored, from user space: 2
responses without their first line: 6
lost: rotation ?
`);
});

test('what the pipeline throws is one line and status 1', async () => {
  const replay = async () => {
    throw new Error('a.log: not there: check the name');
  };
  const run = await runDropcast(['replay', 'a.log'], { parts: { replay } });
  expect(run).toMatchObject({
    exit: 1,
    stdout: '',
    stderr: 'dropcast: a.log: not there: check the name\n',
  });
});
