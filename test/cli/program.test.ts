import { afterEach, describe, expect, test, vi } from 'vitest';
import { FailureTold, Objection } from '../../src/cli/run.ts';
import type { AgentFlags } from '../../src/cli/services.ts';
import { runDropcast } from './fake-aggregator.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('wrong usage is one line on stderr and status 2', () => {
  test.each([
    ['flws', "unknown command 'flws' (Did you mean flows?): see dropcast --help"],
    ['flows --prot x', "unknown option '--prot' (Did you mean --port?): see dropcast --help"],
    ['flows extra', 'too many arguments for'],
    ['replay', "missing required argument 'file': see dropcast --help"],
    ['flows --port', "option '--port <number>' argument missing"],
    ['flows --port http', "'http' is not a port: write a number from 0 to 65535"],
    ['flows --protocol tpc', "'tpc' is not a protocol: write a name"],
    ['flows --since soon', "'soon' is not a time: write a span such as 10m"],
    ['flows --from 10.0.0.0/33', "'10.0.0.0/33' is not a CIDR"],
    ['flows --to a/b/c', "'a/b/c' names no end: write NAMESPACE/"],
    ['flows -n ../x', "'../x' is not a namespace"],
    ['flows -o xml', 'Allowed choices are table, wide, json, yaml'],
    ['flows --limit 0', 'Write a number from 1 to'],
    ['flows --aggregator here', 'Write HOST:PORT, for example 127.0.0.1:50051'],
    ['flows --aggregator host:99999', "option '--aggregator <host:port>' argument 'host:99999'"],
    ['observe --last x', "option '--last <number>' argument 'x' is invalid"],
  ])('%s', async (args, message) => {
    const { exit, stdout, stderr } = await runDropcast(args.split(' '));
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^dropcast: [^\n]+\n$/);
  });

  test('without a command the help is the answer', async () => {
    const { exit, stderr } = await runDropcast([]);
    expect(exit).toBe(2);
    expect(stderr).toContain('Usage: dropcast');
  });

  test('also what a service finds wrong with its options', async () => {
    const runAgent = async () => {
      throw Object.assign(new Error('--source: wrong'), { code: 'config' });
    };
    const run = await runDropcast(['agent'], { parts: { runAgent } });
    expect(run).toMatchObject({ exit: 2, stderr: 'dropcast: --source: wrong\n' });
  });
});

test('the version and the help are data', async () => {
  expect(await runDropcast(['--version'])).toMatchObject({ exit: 0, stdout: '1.2.3\n' });
  const help = await runDropcast(['flows', '--help']);
  expect(help).toMatchObject({ exit: 0, stderr: '' });
  expect(help.stdout).toContain('DROPCAST_AGGREGATOR');
});

describe('the environment', () => {
  test('gives flags that the command line does not', async () => {
    vi.stubEnv('DROPCAST_AGGREGATOR', 'there:1');
    vi.stubEnv('DROPCAST_NAMESPACE', 'shop');
    const { requests, addresses } = await runDropcast(['flows', '-n', 'blog']);
    expect(addresses).toEqual(['there:1']);
    expect(requests[0]?.filter).toEqual({ namespace: 'blog' });
  });

  test('is named in what is wrong with it', async () => {
    vi.stubEnv('DROPCAST_PORT', 'http');
    const { exit, stderr } = await runDropcast(['flows']);
    expect(exit).toBe(2);
    expect(stderr).toContain("'http' from env 'DROPCAST_PORT' is invalid");
  });

  test.each([
    ['true', true],
    ['1', true],
    ['false', undefined],
    ['', undefined],
  ])('DROPCAST_REPLIES=%j asks for replies: %s', async (value, replies) => {
    vi.stubEnv('DROPCAST_REPLIES', value);
    const { requests } = await runDropcast(['flows']);
    expect(requests[0]?.filter.replies).toBe(replies);
  });

  test('empty is no condition', async () => {
    vi.stubEnv('DROPCAST_PORT', '');
    const { exit, requests } = await runDropcast(['flows']);
    expect([exit, requests[0]?.filter]).toEqual([0, {}]);
  });
});

describe('services', () => {
  async function optionsOf(args: string): Promise<AgentFlags | undefined> {
    let seen: AgentFlags | undefined;
    const run = async (options: AgentFlags) => {
      seen = options;
    };
    await runDropcast(args.split(' '), { parts: { runAgent: run, runAggregator: run } });
    return seen;
  }

  test('agent gets its flags as they were given', async () => {
    const flags = '--source kmsg --prefix a --prefix b --node n1 --http :9 --cluster-name lab';
    expect(await optionsOf(`agent ${flags} --aggregator host:1 --log-level debug`)).toEqual({
      source: 'kmsg',
      prefix: ['a', 'b'],
      node: 'n1',
      http: ':9',
      clusterName: 'lab',
      aggregator: 'host:1',
      logLevel: 'debug',
      follow: true,
    });
  });

  test.each([
    [new FailureTold(), 1],
    [new Objection(), 3],
  ])('%s says nothing more and sets the status', async (error, status) => {
    const runAgent = () => Promise.reject(error);
    const { exit, stdout, stderr } = await runDropcast(['agent'], { parts: { runAgent } });
    expect([exit, stdout, stderr]).toEqual([status, '', '']);
  });

  test('what is not given is left to the service', async () => {
    expect(await optionsOf('agent')).toEqual({ follow: true });
    expect(await optionsOf('aggregator')).toEqual({});
  });

  test.each([
    ['agent', undefined, undefined],
    ['agent --insecure', undefined, 1],
    ['agent --insecure --insecure', undefined, 2],
    ['aggregator --insecure --insecure --insecure', undefined, 3],
    ['aggregator --insecure=2', undefined, 2],
    ['agent --insecure=no', undefined, 0],
    ['agent --insecure --node n1', undefined, 1],
    ['agent', '2', 2],
    ['agent', '1', 1],
    ['agent', 'true', 1],
    ['agent', 'false', 0],
    ['agent', '0', 0],
    ['agent', '', 0],
    ['agent --insecure', '2', 1],
  ])('%s with DROPCAST_INSECURE=%j asks %j times for plain text', async (args, value, times) => {
    if (value !== undefined) vi.stubEnv('DROPCAST_INSECURE', value);
    expect((await optionsOf(args))?.insecure).toBe(times);
  });

  test('prefixes of the environment are separated by commas', async () => {
    vi.stubEnv('DROPCAST_PREFIX', 'a,b');
    expect((await optionsOf('agent'))?.prefix).toEqual(['a', 'b']);
  });
});
