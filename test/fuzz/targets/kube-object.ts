/** What an API server answers, in protobuf and JSON: items, or a count of what is malformed. */
import assert from 'node:assert/strict';
import { encodeEvent, encodeList, encodePod, envelope } from '../../../bench/kube/encode.ts';
import { pods, SERVICES } from '../../../src/kube/watch/resource.ts';
import type { Codec } from '../../../src/kube/wire/item.ts';
import { jsonCodec } from '../../../src/kube/wire/json-codec.ts';
import { protobufCodec } from '../../../src/kube/wire/protobuf-codec.ts';
import { readStatus } from '../../../src/kube/wire/status.ts';
import { roughly, type Target, withoutValues } from '../target.ts';

const KINDS = ['applied', 'deleted', 'bookmark', 'failed', 'malformed'];
const FRAME_HEAD_BYTES = 4;

const metadata = { namespace: 'shop', name: 'web-1', uid: 'u-1', resourceVersion: '7' };
const pod = { metadata, status: { phase: 'Running', podIP: '10.244.1.5' } };
const service = { metadata, spec: { clusterIP: '10.96.0.1', ports: [{ port: 80 }] } };

const codecs: readonly (readonly [string, Codec<unknown>])[] = [
  ['protobuf', protobufCodec(pods().readItem!)],
  ['json', jsonCodec(pods().readObject)],
  ['services', jsonCodec(SERVICES.readObject)],
];

export const target: Target = {
  words: [
    ...['"podIP":', '"metadata":{', '"items":[', '"type":"ADDED"', '"object":', 'null', '{}', '[]'],
    ...[
      '"ERROR"',
      '"code":410',
      'k8s\0',
      '"resourceVersion":"8"',
      '"::1"',
      '__proto__',
      '\x12\x00',
    ],
  ],
  seeds: () => [
    encodeEvent('ADDED', envelope('Pod', encodePod(pod))).subarray(FRAME_HEAD_BYTES),
    encodeList('PodList', [encodePod(pod), encodePod(pod)], { resourceVersion: '9' }),
    ...[pod, service].map((object) => Buffer.from(JSON.stringify({ type: 'ADDED', object }))),
    Buffer.from(JSON.stringify({ metadata, items: [pod, { ...pod, status: { podIP: 7 } }] })),
  ],
  run: (input) => {
    const bytes = Buffer.from(input);
    for (const isProtobuf of [true, false])
      assert.equal(typeof readStatus(bytes, isProtobuf).message, 'string');
    return codecs.map(([name, codec]) => `${name} ${outcomeOf(codec, bytes)}`).join(' | ');
  },
};

function outcomeOf(codec: Codec<unknown>, bytes: Buffer): string {
  const event = codec.readEvent(bytes, 0, bytes.length);
  assert(KINDS.includes(event.kind));
  const reason = event.kind === 'malformed' ? withoutValues(event.reason) : '';
  return `${event.kind} ${reason} ${listOf(codec, bytes)}`;
}

/** A list that is no list is an error of the answer, which the reflector tries again. */
function listOf(codec: Codec<unknown>, bytes: Buffer): string {
  try {
    const { items, malformed } = codec.readList(bytes, 0, bytes.length);
    return `${roughly(items.length)} ${roughly(malformed)}`;
  } catch (error) {
    assert(error instanceof Error && !(error instanceof TypeError), String(error));
    return error.name;
  }
}
