/** The protobuf of the test server has the bytes of a real one; read here without any schema. */
import { expect, it } from 'vitest';
import { ask, begin } from './client.ts';
import { openApiServer } from './open-api-server.ts';
import { encodeObject } from './protobuf.ts';

const PROTOBUF = 'application/vnd.kubernetes.protobuf';

type Fields = Readonly<Record<number, readonly (number | Buffer)[]>>;

/** Every field of a message, by number. Source: protobuf.dev/programming-guides/encoding. */
function readFields(bytes: Buffer): Fields {
  const fields: Record<number, (number | Buffer)[]> = {};
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const length = varint();
    const isBytes = (tag & 7) === 2;
    const value = isBytes ? bytes.subarray(at, at + length) : length;
    fields[tag >> 3] = [...(fields[tag >> 3] ?? []), value];
    if (isBytes) at += length;
  }
  return fields;
}

const bytesAt = (bytes: Buffer, ...path: number[]): Buffer =>
  path.reduce((at, field) => readFields(at)[field]![0] as Buffer, bytes);
const textAt = (bytes: Buffer, ...path: number[]): string => String(bytesAt(bytes, ...path));

/** The object in an envelope, and the kind that the envelope names. */
function open(bytes: Buffer): { kind: string; raw: Buffer } {
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('k8s\0');
  const unknown = bytes.subarray(4);
  return { kind: textAt(unknown, 1, 2), raw: bytesAt(unknown, 2) };
}

const podOf = (status: object) => ({
  metadata: { namespace: 'shop', name: 'web', labels: { app: 'web' } },
  spec: { nodeName: 'node-1', hostNetwork: true, containers: [{ name: 'web' }] },
  status,
});

it('writes a list: envelope, version, items', async () => {
  await using api = await openApiServer();
  const podIPs = [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }];
  api.put('pods', podOf({ phase: 'Running', podIP: '10.0.0.1', podIPs }));
  const { bytes, headers } = await ask(api, '/api/v1/pods', { accept: PROTOBUF });
  expect(headers['content-type']).toBe(PROTOBUF);
  const { kind, raw } = open(bytes);
  expect([kind, textAt(raw, 1, 2)]).toEqual(['PodList', '1001']);
  expect([textAt(raw, 2, 1, 1), textAt(raw, 2, 1, 3), textAt(raw, 2, 1, 11, 2)]).toEqual([
    'web',
    'shop',
    'web',
  ]);
  expect([textAt(raw, 2, 2, 10), readFields(bytesAt(raw, 2, 2))[11]]).toEqual(['node-1', [1]]);
  const ips = readFields(bytesAt(raw, 2, 3))[12] as readonly Buffer[];
  expect(ips.map((ip) => textAt(ip, 1))).toEqual(['10.0.0.1', 'fd00::1']);
});

it('writes an absent address as an empty one', () => {
  const { raw } = open(encodeObject({ kind: 'Pod', apiVersion: 'v1', ...podOf({}) }));
  expect(readFields(bytesAt(raw, 3))[6]).toEqual([Buffer.alloc(0)]);
});

it('writes times in seconds, and ports as numbers or names', () => {
  const metadata = { name: 'web', deletionTimestamp: '2026-01-02T03:04:05Z' };
  const ports = [
    { port: 80, targetPort: 'http' },
    { port: 81, targetPort: 8081 },
  ];
  const service = { kind: 'Service', apiVersion: 'v1', metadata, spec: { ports } };
  const { raw } = open(encodeObject(service));
  const seconds = readFields(bytesAt(raw, 1, 9))[1];
  expect(seconds).toEqual([Date.UTC(2026, 0, 2, 3, 4, 5) / 1000]);
  const [named, numbered] = readFields(bytesAt(raw, 2))[1] as readonly Buffer[];
  expect([textAt(named!, 4, 3), readFields(bytesAt(numbered!, 4))[2]]).toEqual(['http', [8081]]);
});

it('frames a watch by length, each event with an envelope in it', async () => {
  await using api = await openApiServer();
  api.put('replicasets', { metadata: { namespace: 'shop', name: 'web' } });
  const accept = `${PROTOBUF};as=PartialObjectMetadata;g=meta.k8s.io;v=v1`;
  const path = '/apis/apps/v1/replicasets?watch=1';
  const response = await begin(api, path, { accept });
  expect(response.headers['content-type']).toBe(`${PROTOBUF};stream=watch`);
  const [frame] = (await response.take(1).toArray()) as [Buffer];
  expect(frame.readUInt32BE()).toBe(frame.length - 4);
  const event = frame.subarray(4);
  const { kind, raw } = open(bytesAt(event, 2, 1));
  expect([textAt(event, 1), kind, textAt(raw, 1, 1)]).toEqual([
    'ADDED',
    'PartialObjectMetadata',
    'web',
  ]);
});

it('refuses in protobuf those who ask in it', async () => {
  await using api = await openApiServer();
  const { bytes, code } = await ask(api, '/api/v1/pods', { accept: PROTOBUF, token: 'wrong' });
  const { kind, raw } = open(bytes);
  expect([code, kind, textAt(raw, 3), readFields(raw)[6]]).toEqual([
    401,
    'Status',
    'Unauthorized',
    [401],
  ]);
});
