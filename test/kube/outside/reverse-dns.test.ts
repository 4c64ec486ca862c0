import { expect, test } from 'vitest';
import { ReverseDns } from '../../../src/kube/outside/reverse-dns.ts';

/** A resolver that answers when told to. */
function slowResolver() {
  const asked: string[] = [];
  const answers = new Map<string, (names: readonly string[] | undefined) => void>();
  const reverse = (ip: string) =>
    new Promise<readonly string[]>((resolve, reject) => {
      asked.push(ip);
      answers.set(ip, (names) => (names ? resolve(names) : reject(new Error('ENOTFOUND'))));
    });
  const answer = async (ip: string, names?: readonly string[]) => {
    answers.get(ip)?.(names);
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return { asked, reverse, answer };
}

test('a question is answered when the name is known, and asked once', async () => {
  const { asked, reverse, answer } = slowResolver();
  const dns = new ReverseDns({ reverse, nowMs: () => 0 });
  expect(dns.nameOf('192.0.2.1')).toBeUndefined();
  expect(dns.nameOf('192.0.2.1')).toBeUndefined();
  await answer('192.0.2.1', ['one.example']);
  expect(dns.nameOf('192.0.2.1')).toBe('one.example');
  expect(asked).toEqual(['192.0.2.1']);
});

test('an old name serves until there is a new one', async () => {
  const { asked, reverse, answer } = slowResolver();
  let nowMs = 0;
  const dns = new ReverseDns({ reverse, nowMs: () => nowMs });
  dns.nameOf('192.0.2.1');
  await answer('192.0.2.1', ['old.example']);
  nowMs = 3_600_000;
  expect(dns.nameOf('192.0.2.1')).toBe('old.example');
  expect(asked).toHaveLength(2);
  await answer('192.0.2.1', ['new.example']);
  expect(dns.nameOf('192.0.2.1')).toBe('new.example');
});

test('an address without a name is asked again after five minutes', async () => {
  const { asked, reverse, answer } = slowResolver();
  let nowMs = 0;
  const dns = new ReverseDns({ reverse, nowMs: () => nowMs });
  dns.nameOf('192.0.2.1');
  await answer('192.0.2.1');
  nowMs = 299_999;
  expect(dns.nameOf('192.0.2.1')).toBeUndefined();
  expect(asked).toHaveLength(1);
  nowMs = 300_000;
  dns.nameOf('192.0.2.1');
  expect(asked).toHaveLength(2);
});

test('what is no host name is none', async () => {
  const { reverse, answer } = slowResolver();
  const dns = new ReverseDns({ reverse, nowMs: () => 0 });
  dns.nameOf('192.0.2.1');
  await answer('192.0.2.1', ['\u001b[2Jevil']);
  expect(dns.nameOf('192.0.2.1')).toBeUndefined();
});

test('a resolver that is slow holds up to a bound of questions', async () => {
  const { asked, reverse, answer } = slowResolver();
  const dns = new ReverseDns({ reverse, nowMs: () => 0 });
  for (let i = 0; i < 5_000; i++) dns.nameOf(`10.0.${i >> 8}.${i & 255}`);
  expect(asked).toHaveLength(4);
  for (let i = 0; i < asked.length; i++) await answer(asked[i]!, ['a.example']);
  expect(asked).toHaveLength(4 + 1_024);
});
