/** The agent's program behind the walls that its image puts around it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { agentEntry } from './agent-entry.ts';

const MAIN = new URL('../src/main-agent.ts', import.meta.url).href;
const START = `
import { main } from ${JSON.stringify(MAIN)};
process.exitCode = await main(process.argv.slice(1));
`;
const folder = mkdtempSync(join(tmpdir(), 'dropcast-walls-'));
afterAll(() => rmSync(folder, { recursive: true }));

function runAgent(args: readonly string[], nodeOptions = '') {
  const argv = [...agentEntry().flags, '--input-type=module', '-e', START, '--', 'agent', ...args];
  const env = { PATH: process.env.PATH, NODE_OPTIONS: nodeOptions };
  return spawnSync(process.execPath, argv, { env, encoding: 'utf8', timeout: 20_000 });
}

const FILE = join(folder, 'kern.log');
writeFileSync(FILE, '');
const READ = ['--aggregator', '127.0.0.1:9', '--source', 'file', '--no-follow', '--path', FILE];

it('says what is closed, and how to open it', () => {
  const { stderr, status } = runAgent(READ);
  expect(stderr).toContain(`node --permission keeps ${FILE} closed`);
  expect(stderr).toContain(`NODE_OPTIONS=--allow-fs-read=${FILE}`);
  expect(status).toBe(1);
});

it('says so of a journal and of a file for TLS, too', () => {
  const journal = ['--aggregator', '127.0.0.1:9', '--source', 'journal', '--path', folder];
  expect(runAgent(journal).stderr).toContain(`--allow-fs-read=${folder}`);
  const tls = ['--aggregator', 'nowhere.invalid:1', '--tls-ca', FILE, '--source', 'journal'];
  expect(runAgent(tls).stderr).toContain(`--allow-fs-read=${FILE}`);
});

it('reads what NODE_OPTIONS opens', () => {
  const { stderr } = runAgent(
    [...READ, '--tls-ca', '/dropcast-nowhere'],
    `--allow-fs-read=${FILE}`,
  );
  expect(stderr).not.toContain(`keeps ${FILE} closed`);
});
