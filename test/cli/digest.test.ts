import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { edgeOf } from '../flow/edge-fixtures.ts';
import { NOW_US, type RunOptions, runDropcast } from './fake-aggregator.ts';

const HOUR_US = 3_600_000_000;
const EDGES = [
  edgeOf({ firstSeenUs: NOW_US - HOUR_US }),
  edgeOf({ firstSeenUs: NOW_US - 48 * HOUR_US, port: 1 }),
  edgeOf({ firstSeenUs: NOW_US - HOUR_US, origin: 'conntrack', port: 2 }),
];
const SECRET = '/services/T0/B0/verysecret';

class Webhook {
  readonly messages: { text: string }[] = [];
  /** Statuses of the next answers; then 200. */
  readonly statuses: number[] = [];
  readonly #server = createServer(async (request, response) => {
    const body = await text(request);
    const status = this.statuses.shift() ?? 200;
    if (status === 200) this.messages.push(JSON.parse(body));
    response.writeHead(status, { 'retry-after': '0' }).end('ok');
    this.#heard.resolve();
  });
  #heard = Promise.withResolvers<void>();

  static async open(): Promise<Webhook> {
    const webhook = new Webhook();
    webhook.#server.listen(0, '127.0.0.1');
    await once(webhook.#server, 'listening');
    return webhook;
  }

  /** The next request was answered. */
  async heard(): Promise<void> {
    await this.#heard.promise;
    this.#heard = Promise.withResolvers();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${SECRET}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function runDigest(args: readonly string[], url = '', options: RunOptions = {}) {
  const parts = { environment: { DROPCAST_DIGEST_URL: url } };
  return runDropcast(['digest', ...args], { aggregator: { edges: EDGES }, parts, ...options });
}

describe('dropcast digest', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'digest-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('lists what was seen for the first time, without a webhook', async () => {
    const { exit, stdout, stderr, requests } = await runDigest([]);
    expect(exit).toBe(0);
    expect(stdout.split('\n')).toHaveLength(3);
    expect(stdout).toContain('5432');
    expect(stderr).toMatch(/^1 flow first seen from 2026-02-25T11:00/);
    expect(requests).toEqual([{ filter: {}, limit: 0 }]);
    expect((await runDigest(['--since', '3d'])).stderr).toMatch(/^2 flows first seen/);
  });

  test('prints the message with --dry-run, and sends nothing', async () => {
    await using webhook = await Webhook.open();
    const { stdout } = await runDigest(['--dry-run'], webhook.url);
    expect(JSON.parse(stdout).text).toContain('Dropcast: 1 new flow\n');
    expect(webhook.messages).toEqual([]);
  });

  test('tells of as long ago as --since says', async () => {
    const { stdout } = await runDigest(['--dry-run', '--since', '30d']);
    expect(JSON.parse(stdout).text).toContain('First seen from 2026-01-27T11:00:00Z');
  });

  test('sends it once, and goes on behind it', async () => {
    await using webhook = await Webhook.open();
    const resume = join(folder, 'sent');
    const file = join(folder, 'url');
    await writeFile(file, `${webhook.url}\n`);
    const args = ['--digest-url-file', file, '--resume', resume];
    expect(await runDigest(args)).toMatchObject({ exit: 0, stdout: '', stderr: '' });
    expect(webhook.messages.map((message) => message.text.split('\n')[0])).toEqual([
      'Dropcast: 1 new flow',
    ]);
    await runDigest(args);
    expect(webhook.messages).toHaveLength(1);
    expect(JSON.parse(await readFile(resume, 'utf8')).digestUntilUs).toBe(NOW_US - 600_000_000);
  });

  test.each([[[]], [['--digest-at', '10:30']]])(
    'does not go on at another store than before: %j',
    async (flags) => {
      await using webhook = await Webhook.open();
      const resume = join(folder, `other-${flags.length}`);
      const digestUntilUs = NOW_US - 26 * HOUR_US;
      await writeFile(resume, JSON.stringify({ version: 1, digestUntilUs, store: 'a' }));
      const aggregator = {
        edges: EDGES,
        status: { version: '', nodes: [], resources: [], store: 'b' },
      };
      const args = ['--resume', resume, ...flags];
      const { exit, stderr } = await runDigest(args, webhook.url, { aggregator });
      expect([exit, stderr]).toEqual([1, expect.stringContaining('the flows of another store')]);
      expect(webhook.messages).toEqual([]);
    },
  );

  test('tries a busy webhook again, and never tells its address', async () => {
    await using webhook = await Webhook.open();
    webhook.statuses.push(429, 503);
    const { exit, stderr } = await runDigest([], webhook.url);
    expect([exit, webhook.messages.length]).toEqual([0, 1]);
    expect(stderr).toBe('dropcast: the webhook answered 429: trying again\n');
  });

  test('fails where the webhook is gone, and notes nothing', async () => {
    await using webhook = await Webhook.open();
    webhook.statuses.push(404);
    const resume = join(folder, 'gone');
    const { exit, stderr } = await runDigest(['--resume', resume], webhook.url);
    expect([exit, stderr]).toEqual([
      1,
      'dropcast: the webhook answered 404: is its address still good?\n',
    ]);
    await expect(readFile(resume)).rejects.toThrow('ENOENT');
  });

  test('makes good at its start what was due while it was away, every day', async () => {
    await using webhook = await Webhook.open();
    const resume = join(folder, 'daily');
    await writeFile(resume, JSON.stringify({ version: 1, digestUntilUs: NOW_US - 26 * HOUR_US }));
    const stop = new AbortController();
    const args = ['--digest-at', '10:30', '--resume', resume];
    const running = runDigest(args, webhook.url, { signal: stop.signal });
    await webhook.heard();
    await expect.poll(() => readFile(resume, 'utf8')).toContain(`${NOW_US - 40 * 60e6}`);
    stop.abort();
    expect(await running).toMatchObject({ exit: 0, stderr: '' });
    expect(webhook.messages).toHaveLength(1);
  });

  test.each([
    ['http://elsewhere.example/verysecret', [], 'is no https address'],
    ['verysecret', [], 'is no address'],
    ['', ['--digest-at', '08:00'], 'needs --digest-url-file'],
    ['https://a.example/verysecret', ['--digest-at', 'noon'], "--digest-at 'noon' is no time"],
    ['https://a.example/verysecret', ['--digest-url-file', '/absent/url'], 'ENOENT'],
  ])('refuses %s %j', async (url, args, words) => {
    const { exit, stderr } = await runDigest(args, url);
    expect([exit, stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(stderr).not.toContain('verysecret');
  });

  test('refuses a file that is not of its making', async () => {
    const resume = join(folder, 'foreign');
    await writeFile(resume, '{"version":1,"subject":"all"}');
    const { stderr } = await runDigest(['--resume', resume], 'https://a.example/x');
    expect(stderr).toContain('is not a file that dropcast digest has written');
  });
});
