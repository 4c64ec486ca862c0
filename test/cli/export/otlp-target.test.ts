import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOtlpTarget } from '../../../src/cli/export/otlp-target.ts';

const SECRET = 'Bearer topsecret';

describe('a collector is named', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-target-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function headersFile(text: string): Promise<string> {
    const path = join(folder, 'headers');
    await writeFile(path, text);
    return path;
  }

  test.each([
    ['https://c:4318', 'https://c:4318/v1/logs'],
    ['http://127.0.0.1:4318/', 'http://127.0.0.1:4318/v1/logs'],
    ['https://c/otlp/v1/logs?team=a', 'https://c/otlp/v1/logs?team=a'],
  ])('by %s', async (otlp, address) => {
    expect((await readOtlpTarget({ otlp }, undefined)).url.href).toBe(address);
  });

  test.each([
    ['collector:4318', 'is no address'],
    ['ftp://c', 'is no address'],
    ['me:pw@c:4318', 'is no address'],
    ['https://me:pw@c', 'has a password in it'],
  ])('and not by %s', async (otlp, words) => {
    const error = await readOtlpTarget({ otlp }, undefined).catch((reason) => reason);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('pw');
  });

  test('with headers of a file, which go before those of the variable', async () => {
    const otlpHeadersFile = await headersFile(`Authorization: ${SECRET}\r\n\nX-Team: a:b\n`);
    const variable = 'authorization=other,x-scope=a%20b';
    const { headers } = await readOtlpTarget({ otlp: 'https://c', otlpHeadersFile }, variable);
    expect(headers).toEqual({ authorization: SECRET, 'x-team': 'a:b', 'x-scope': 'a b' });
  });

  test.each([
    ['no colon', 'topsecret'],
    ['a name with a space', 'a b: topsecret'],
    ['a control character', 'a: topsecret\u0001'],
    ['no value', 'topsecret:'],
  ])('and headers with %s are refused without their text', async (_, text) => {
    const otlpHeadersFile = await headersFile(`X-Team: a\n${text}\n`);
    const error = await readOtlpTarget({ otlp: 'https://c', otlpHeadersFile }, '').catch((e) => e);
    expect(error.message).toBe('--otlp-headers-file: header 2 is not one');
  });

  test('and a variable that is no list of headers is refused', async () => {
    await expect(readOtlpTarget({ otlp: 'https://c' }, 'a=%zz')).rejects.toThrow('header 1');
  });

  test('and secrets do not leave this machine in plain text', async () => {
    await expect(readOtlpTarget({ otlp: 'http://c:4318' }, 'a=b')).rejects.toThrow('plain text');
    await readOtlpTarget({ otlp: 'http://[::1]:4318' }, 'a=b');
    await readOtlpTarget({ otlp: 'http://c:4318' }, undefined);
  });

  test('with files that are there, a certificate with its key', async () => {
    const options = { otlp: 'https://c', otlpCert: 'a' };
    await expect(readOtlpTarget(options, '')).rejects.toThrow('go together');
    const absent = join(folder, 'absent');
    await expect(readOtlpTarget({ otlp: 'https://c', otlpCa: absent }, '')).rejects.toThrow(
      `--otlp-ca ${absent}: ENOENT`,
    );
  });
});
