import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeEvent,
  encodeList,
  encodeMeta,
  encodePod,
  encodeTime,
  envelope,
  message,
  type PodJson,
} from '../../../bench/kube/encode.ts';
import {
  ENDPOINT_SLICES,
  NAMESPACES,
  nodes,
  pods,
  REPLICA_SETS,
  type Resource,
  SERVICES,
} from '../../../src/kube/watch/resource.ts';
import { INITIAL_EVENTS_END } from '../../../src/kube/wire/item.ts';
import { jsonCodec } from '../../../src/kube/wire/json-codec.ts';
import { protobufCodec } from '../../../src/kube/wire/protobuf-codec.ts';

const LENGTH_BYTES = 4;

function readBoth<T>(resource: Resource<T>, json: object, protobuf: Buffer) {
  const text = Buffer.from(JSON.stringify({ type: 'ADDED', object: json }));
  const frame = encodeEvent('ADDED', envelope('Object', protobuf));
  const fromJson = jsonCodec(resource.readObject).readEvent(text, 0, text.length);
  const codec = protobufCodec(resource.readItem!);
  return { fromJson, fromProtobuf: codec.readEvent(frame, LENGTH_BYTES, frame.length) };
}

function expectSame<T>(resource: Resource<T>, json: object, protobuf: Buffer): T {
  const { fromJson, fromProtobuf } = readBoth(resource, json, protobuf);
  expect(fromProtobuf).toEqual(fromJson);
  if (fromProtobuf.kind !== 'applied') throw new Error(JSON.stringify(fromProtobuf));
  return fromProtobuf.item.object;
}

const CREATED = '2026-11-01T00:00:00Z';
const META = {
  ...{ namespace: 'shop', name: 'web-1', uid: 'u-1', resourceVersion: '7' },
  creationTimestamp: CREATED,
};

const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/);
const time = fc
  .integer({ min: 1, max: 4e9 })
  .map((seconds) => new Date(seconds * 1_000).toISOString());
const ip = fc.oneof(fc.ipV4(), fc.ipV6());
const state = fc.record(
  {
    running: fc.record({ startedAt: time }, { requiredKeys: [] }),
    terminated: fc.record({ startedAt: time, finishedAt: time }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const pod: fc.Arbitrary<PodJson> = fc.record(
  {
    metadata: fc
      .record(
        {
          creationTimestamp: time,
          deletionTimestamp: time,
          labels: fc.dictionary(name, fc.string(), { maxKeys: 5 }),
          annotations: fc.dictionary(name, fc.string(), { maxKeys: 3 }),
          ownerReferences: fc.array(
            fc.record({ kind: name, name, uid: name, controller: fc.boolean() }),
            { maxLength: 3 },
          ),
        },
        { requiredKeys: [] },
      )
      .map((rest) => ({ ...META, ...rest })),
    spec: fc.record({ nodeName: name, hostNetwork: fc.boolean() }, { requiredKeys: [] }),
    status: fc.record(
      {
        phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed'),
        podIP: ip,
        podIPs: fc.array(fc.record({ ip }), { maxLength: 2 }),
        startTime: time,
        containerStatuses: fc.array(fc.record({ state }), { maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['metadata'] },
);

describe('protobuf', () => {
  it('says of any pod what JSON says', () => {
    fc.assert(
      fc.property(pod, (json) => {
        expectSame(pods(), json, encodePod(json));
      }),
    );
  });

  it('says of a node what JSON says, tunnels included', () => {
    const annotations = {
      'projectcalico.org/IPv4Address': '192.0.2.11/24',
      'projectcalico.org/IPv4VXLANTunnelAddr': '10.244.1.0',
      'example.com/other': 'x',
    };
    const json = {
      metadata: {
        ...{ name: 'node-1', uid: 'u', resourceVersion: '3', creationTimestamp: CREATED },
        ...{ labels: { a: 'b' }, annotations },
      },
      spec: { podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.1.0/24', 'fd00:10::/64'] },
      status: {
        addresses: [
          { type: 'InternalIP', address: '192.0.2.11' },
          { type: 'Hostname', address: 'node-1' },
          { type: 'ExternalIP', address: '2001:DB8::1' },
        ],
      },
    };
    const spec = message([1, '10.244.1.0/24'], [3, 'p'], [7, '10.244.1.0/24'], [7, 'fd00:10::/64']);
    const addresses = json.status.addresses.map(
      ({ type, address }) => [5, message([1, type], [2, address])] as const,
    );
    const bytes = message(
      [1, encodeMeta(json.metadata)],
      [2, spec],
      [3, message([3, 'Running'], ...addresses)],
    );
    expect(expectSame(nodes(), json, bytes)).toEqual({
      name: 'node-1',
      labels: { a: 'b' },
      addresses: ['192.0.2.11', '2001:db8::1', '10.244.1.0'],
      podCidrs: ['10.244.1.0/24', 'fd00:10::/64', '10.244.1.0/24'],
      createdUs: Date.parse(CREATED) * 1_000,
    });
  });

  it('says of a service what JSON says', () => {
    const json = {
      metadata: META,
      spec: {
        type: 'NodePort',
        clusterIP: '10.96.0.10',
        clusterIPs: ['10.96.0.10', 'fd00:96::a'],
        selector: { app: 'web', tier: 'front' },
        ports: [
          { name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 },
          { name: 'dns', protocol: 'UDP', port: 53, targetPort: 'dns' },
        ],
      },
    };
    const http = message(
      ...([
        [1, 'http'],
        [2, 'TCP'],
        [3, 80],
        [4, message([1, 0], [2, 8080])],
        [5, 30080],
      ] as const),
    );
    const dns = message([1, 'dns'], [2, 'UDP'], [3, 53], [4, message([1, 1], [2, 0], [3, 'dns'])]);
    const spec = message(
      ...([
        [1, http],
        [1, dns],
        [2, message([1, 'app'], [2, 'web'])],
      ] as const),
      ...([
        [2, message([1, 'tier'], [2, 'front'])],
        [3, '10.96.0.10'],
        [4, 'NodePort'],
      ] as const),
      ...([
        [7, 'None'],
        [18, '10.96.0.10'],
        [18, 'fd00:96::a'],
      ] as const),
    );
    expectSame(SERVICES, json, message([1, encodeMeta(META)], [2, spec]));
  });

  it('takes a headless service and one without ports', () => {
    const json = { metadata: META, spec: { clusterIP: 'None', clusterIPs: ['None'] } };
    const bytes = message([1, encodeMeta(META)], [2, message([3, 'None'], [18, 'None'])]);
    expect(expectSame(SERVICES, json, bytes).clusterIps).toEqual([]);
  });

  it('says of an endpoint slice what JSON says', () => {
    const metadata = { ...META, labels: { 'kubernetes.io/service-name': 'web' } };
    const json = {
      metadata,
      addressType: 'IPv4',
      endpoints: [
        { addresses: ['10.244.1.5'], conditions: { ready: true }, nodeName: 'node-1' },
        { addresses: ['10.244.2.6', 'host.example'] },
      ],
      ports: [{ name: 'http', protocol: 'TCP', port: 8080 }, { name: 'all' }],
    };
    const bytes = message(
      [1, encodeMeta(metadata)],
      [2, message([1, '10.244.1.5'], [2, message([1, true])], [6, 'node-1'])],
      [2, message([1, '10.244.2.6'], [1, 'host.example'])],
      [3, message([1, 'http'], [2, 'TCP'], [3, 8080])],
      [3, message([1, 'all'])],
      [4, 'IPv4'],
    );
    expect(expectSame(ENDPOINT_SLICES, json, bytes)).toEqual({
      namespace: 'shop',
      name: 'web-1',
      service: 'web',
      addresses: ['10.244.1.5', '10.244.2.6'],
      ports: [
        { protocol: 'TCP', port: 8080 },
        { protocol: 'TCP', port: undefined },
      ],
    });
  });

  it('says of a namespace and of a controller what JSON says', () => {
    const labels = { 'kubernetes.io/metadata.name': 'shop' };
    const namespace = { name: 'shop', uid: 'u', resourceVersion: '1', labels };
    expectSame(NAMESPACES, { metadata: namespace }, message([1, encodeMeta(namespace)]));
    const owner = { kind: 'Deployment', name: 'web', uid: 'd', controller: true };
    const metadata = { ...META, ownerReferences: [owner] };
    const controller = expectSame(REPLICA_SETS, { metadata }, message([1, encodeMeta(metadata)]));
    expect(controller.owner).toEqual({ kind: 'Deployment', name: 'web' });
  });

  it('gives replicas the same labels and owner', () => {
    const metadata = {
      ...META,
      labels: { app: 'web', tier: 'front' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d9', uid: 'r', controller: true }],
    };
    const replicas = ['a', 'b'].map((uid) => encodePod({ metadata: { ...metadata, uid } }));
    const list = encodeList('PodList', replicas, { resourceVersion: '9' });
    const { items } = protobufCodec(pods().readItem!).readList(list, 0, list.length);
    expect(items[0]!.object.labels).toBe(items[1]!.object.labels);
    expect(items[0]!.object.owner).toBe(items[1]!.object.owner);
  });

  it('takes a time that was never set for none', () => {
    const empty = message([1, encodeMeta(META)], [3, message([7, message()])]);
    const { fromProtobuf } = readBoth(pods(), { metadata: META }, empty);
    expect(fromProtobuf).toMatchObject({ item: { object: { startUs: undefined } } });
    expect(encodeTime('1970-01-01T00:00:00Z')).toEqual(message([1, 0], [2, 0]));
  });
});

describe('an event', () => {
  const codec = protobufCodec(pods().readItem!);
  const read = (frame: Buffer) => codec.readEvent(frame, LENGTH_BYTES, frame.length);

  it('may be a bookmark, and the end of the initial events', () => {
    const bookmark = (annotations: Record<string, string>) =>
      encodeEvent(
        'BOOKMARK',
        envelope('Pod', message([1, encodeMeta({ resourceVersion: '12', annotations })])),
      );
    expect(read(bookmark({}))).toEqual({
      kind: 'bookmark',
      resourceVersion: '12',
      isInitialEnd: false,
    });
    expect(read(bookmark({ [INITIAL_EVENTS_END]: 'true' }))).toMatchObject({ isInitialEnd: true });
  });

  it('may be an error with the status of HTTP', () => {
    const details = message([1, 'x'], [5, 7]);
    const status = message([2, 'Failure'], [3, 'too old'], [4, 'Expired'], [5, details], [6, 410]);
    expect(read(encodeEvent('ERROR', envelope('Status', status)))).toEqual({
      kind: 'failed',
      status: { code: 410, reason: 'Expired', message: 'too old', retryAfterSeconds: 7 },
    });
  });
});
