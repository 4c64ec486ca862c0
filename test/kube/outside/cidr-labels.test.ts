import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatAddress } from '../../../src/flow/address.ts';
import { parseCidrLabels } from '../../../src/kube/outside/cidr-labels.ts';
import { readCidrLabels, watchLabels } from '../../../src/kube/outside/watched-labels.ts';

function told(text: string): string[] {
  return parseCidrLabels(text, 'l').map(
    ({ cidr, name }) => `${name} ${formatAddress(cidr.address)}/${cidr.bits}`,
  );
}

describe('labels', () => {
  test.each([
    ['office: 198.51.100.0/25', ['office 198.51.100.0/25']],
    ['{"a": ["192.0.2.0/24", "fd00::/8"]}', ['a 192.0.2.0/24', 'a fd00::/8']],
    ['host: 192.0.2.7', ['host 192.0.2.7/32']],
    ['host: fd00::7', ['host fd00::7/128']],
    ['', []],
    ['# nothing yet', []],
    ['a: [192.0.2.0/24, 192.0.2.0/24]', ['a 192.0.2.0/24', 'a 192.0.2.0/24']],
  ])('%j', (text, labels) => {
    expect(told(text)).toEqual(labels);
  });

  test.each([
    ['- 192.0.2.0/24', 'l: is not a map of names; write NAME: CIDR'],
    ['a: 192.0.2.0/33', 'l: a: "192.0.2.0/33" is no CIDR; write NAME: CIDR'],
    ['a: [1]', 'l: a: 1 is no CIDR'],
    ['a: { b: 192.0.2.0/24 }', 'l: a: {"b":"192.0.2.0/24"} is no CIDR'],
    ['"": 192.0.2.0/24', 'l: "" cannot be a name'],
    ['"a\\u001b[2J": 192.0.2.0/24', 'cannot be a name'],
    ['a: 192.0.2.0/24\nb: 192.0.2.9/24', 'l: a and b name the same block; leave one out'],
    ['a: 192.0.2.0/24\na: 192.0.3.0/24', 'l: Map keys must be unique at line 2'],
    ['a: [', 'l: Flow sequence in block collection'],
  ])('%j is told as a fault', (text, message) => {
    expect(() => told(text)).toThrow(message);
  });
});

describe('a watched file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dropcast-'));
    file = join(folder, 'labels.yaml');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Each look comes after one of the changes; the signal ends it behind the last. */
  async function heardOver(changes: readonly (() => Promise<unknown>)[]): Promise<string[]> {
    const heard: string[] = [];
    const end = new AbortController();
    const rest = [...changes];
    await rest.shift()?.();
    await watchLabels(
      {
        file,
        onLabels: (labels) => heard.push(labels.map(({ name }) => name).join(' ')),
        onError: (line) => heard.push(line.replace(folder, '')),
        delay: async () => {
          const change = rest.shift();
          if (change === undefined) end.abort();
          await change?.();
        },
      },
      end.signal,
    );
    return heard;
  }

  test('is read anew when it changed, and only then', async () => {
    const same = async () => {};
    const heard = await heardOver([
      () => writeFile(file, 'a: 192.0.2.0/24'),
      same,
      () => writeFile(file, 'b: 192.0.2.0/24'),
    ]);
    expect(heard).toEqual(['a', 'b']);
  });

  test('that is bad changes nothing and is told of once; a good one heals it', async () => {
    const heard = await heardOver([
      () => writeFile(file, 'a: 192.0.2.0/24'),
      () => writeFile(file, 'a: no'),
      async () => {},
      () => rm(file),
      () => writeFile(file, 'c: 192.0.2.0/24'),
    ]);
    expect(heard).toEqual([
      'a',
      expect.stringContaining('/labels.yaml: a: "no" is no CIDR'),
      expect.stringContaining('/labels.yaml: cannot be read: no such file'),
      'c',
    ]);
  });

  test('is read at once for those who need it at the start', async () => {
    await writeFile(file, 'a: 192.0.2.0/24');
    expect(await readCidrLabels(file)).toHaveLength(1);
    await expect(readCidrLabels(join(folder, 'none'))).rejects.toThrow(/none: cannot be read/);
  });
});
