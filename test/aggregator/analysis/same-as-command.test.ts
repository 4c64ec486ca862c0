/** Answers over HTTP beside those of the commands, on the same window: the very same. */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseClusterFile } from '../../../src/kube/cluster-file.ts';
import { CLUSTER, RolloutLab, rolloutFile } from './rollout-lab.ts';

const WINDOW = { since: '2026-11-26T02:00:00Z', until: '2026-11-26T03:00:00Z' };
const SPAN = new URLSearchParams(WINDOW).toString();
const SPAN_FLAGS = ['--since', WINDOW.since, '--until', WINDOW.until];
const POLICIES = globSync(`${rolloutFile('policies')}/**/*.yaml`)
  .sort()
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n---\n');

describe('an answer over HTTP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-answers-'));
  const file = join(folder, 'body');
  let lab: RolloutLab;
  beforeAll(async () => {
    writeFileSync(file, POLICIES);
    lab = await RolloutLab.open();
  }, 60_000);
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });

  /** What the command prints, of the file as if it had been posted. */
  const printed = async (...args: readonly string[]) =>
    (await lab.command(...args, '--cluster', CLUSTER)).replaceAll(file, 'body');
  const lines = (text: string) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));

  it.each([
    ['', []],
    ['&namespace=team-a', ['-n', 'team-a']],
  ])('tells coverage as the command does: %s', async (query, flags) => {
    const { status, text } = await lab.get(`coverage?${SPAN}${query}`);
    expect(status).toBe(200);
    const { namespaces, notes } = JSON.parse(text);
    const told = lines(await printed('coverage', '-o', 'json', ...SPAN_FLAGS, ...flags));
    expect(told.length).toBeGreaterThan(0);
    expect(namespaces).toEqual(told);
    expect(notes).toEqual([expect.stringMatching(/^no CronJob is known/)]);
  });

  it('forecasts a default deny in every namespace', async () => {
    const { edges, notes, ...rest } = JSON.parse((await lab.get('forecast')).text);
    const { namespaces } = parseClusterFile(readFileSync(CLUSTER, 'utf8'), CLUSTER);
    const names = namespaces.map(({ name }) => name);
    const command = ['forecast', '-o', 'json', '--default-deny', names.join(',')];
    expect({ ...rest, edges }).toEqual(JSON.parse(await printed(...command)));
    expect(edges.length).toBeGreaterThan(5);
    expect(notes).toEqual([]);
  });

  it.each([
    ['namespace=team-a', ['-n', 'team-a', '--default-deny', 'team-a']],
    ['default_deny=team-a,team-b&unused=true', ['--default-deny', 'team-a,team-b', '--unused']],
    [
      `namespace=team-b&default_deny=team-a&${SPAN}&strict=true&ignore_unanswered=true`,
      [
        ...['-n', 'team-b', '--default-deny', 'team-a', ...SPAN_FLAGS],
        ...['--strict', '--ignore-unanswered'],
      ],
    ],
    [
      'since=2026-11-26T04:00:00Z&namespace=team-a&staged=true',
      [
        ...['-n', 'team-a', '--default-deny', 'team-a', '--staged'],
        ...['--since', '2026-11-26T04:00:00Z'],
      ],
    ],
  ])('forecasts a default deny as the command does: %s', async (query, flags) => {
    const { notes: _, ...forecast } = JSON.parse((await lab.get(`forecast?${query}`)).text);
    expect(forecast).toEqual(JSON.parse(await printed('forecast', '-o', 'json', ...flags)));
  });

  it.each([
    ['', []],
    [
      'namespace=team-b&unused=true&default_deny=monitoring',
      [...['-n', 'team-b', '--unused', '--default-deny', 'monitoring']],
    ],
  ])('forecasts policies that are posted as the command does files: %s', async (query, flags) => {
    const { status, text } = await lab.post(`forecast?${query}`, POLICIES);
    expect(status, text).toBe(200);
    const { notes: _, ...forecast } = JSON.parse(text);
    const command = ['forecast', '-o', 'json', '--policies', file, ...flags];
    expect(forecast).toEqual(JSON.parse(await printed(...command)));
    expect(text).toContain('"place":"body:');
  });

  it.each([
    ['', []],
    ['namespace=team-a', ['-n', 'team-a']],
    [
      'namespace=team-a&kind=calico&refused=true',
      ['-n', 'team-a', '--format', 'calico', '--refused'],
    ],
  ])('writes the policies that the command writes: %s', async (query, flags) => {
    const { type, text } = await lab.get(`policies/generated?${query}`);
    expect(type).toBe('application/yaml; charset=utf-8');
    expect(text).toContain('kind: NetworkPolicy');
    expect(text).toBe(await printed('policy', 'generate', ...flags));
    const told = await lab.get(`policies/generated?${query}&output=json`);
    expect(JSON.parse(told.text)).toEqual({ policies: text, remarks: expect.any(Array) });
  });

  it.each([
    ['', []],
    ['cluster=true&namespace=team-a', ['--cluster', CLUSTER, '-n', 'team-a']],
  ])('finds in policies what the command finds: %s', async (query, flags) => {
    const { status, text } = await lab.post(`lint?${query}`, POLICIES);
    expect(status).toBe(200);
    const command = ['policy', 'lint', '-o', 'json', file, ...flags];
    const found = (await lab.command(...command)).replaceAll(file, 'body');
    expect(JSON.parse(text)).toEqual({ findings: lines(found), notes: [] });
    expect(lines(found).length).toBeGreaterThan(0);
  });
});
