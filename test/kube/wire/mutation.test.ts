/** What arrives damaged costs a count: nothing throws, and nothing is made up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeEvent,
  encodeList,
  encodeMeta,
  encodePod,
  envelope,
  message,
} from '../../../bench/kube/encode.ts';
import { pods } from '../../../src/kube/watch/resource.ts';
import type { WatchEvent } from '../../../src/kube/wire/item.ts';
import { jsonCodec } from '../../../src/kube/wire/json-codec.ts';
import { protobufCodec } from '../../../src/kube/wire/protobuf-codec.ts';
import { readStatus } from '../../../src/kube/wire/status.ts';

const LENGTH_BYTES = 4;
const KINDS: readonly WatchEvent<unknown>['kind'][] = [
  ...(['applied', 'deleted', 'bookmark', 'failed', 'malformed'] as const),
];
const META = { namespace: 'shop', name: 'web-1', uid: 'u-1', resourceVersion: '7' };
const POD = { metadata: META, status: { phase: 'Running', podIP: '10.244.1.5' } };

const protobuf = protobufCodec(pods().readItem!);
const json = jsonCodec(pods().readObject);
const whole = encodePod(POD);

/** Some bytes of `bytes` changed, and its end cut off at times. */
function damaged(bytes: Buffer): fc.Arbitrary<Buffer> {
  const at = fc.integer({ min: 0, max: bytes.length - 1 });
  const change = fc.tuple(at, fc.integer({ min: 0, max: 255 }));
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  return fc.tuple(changes, fc.option(at)).map(([places, end]) => {
    const bent = Buffer.from(bytes);
    for (const [place, byte] of places) bent[place] = byte;
    return end === null ? bent : bent.subarray(0, end);
  });
}

describe('a damaged answer', () => {
  it('costs the items that are damaged, and a count', () => {
    const items = [whole, whole.subarray(0, whole.length - 3), message([1, encodeMeta({})])];
    const list = encodeList('PodList', items, { resourceVersion: '9', continue: 'more' });
    const page = protobuf.readList(list, 0, list.length);
    expect(page).toMatchObject({ malformed: 2, resourceVersion: '9', continueToken: 'more' });
    expect(page.items.map((item) => item.name)).toEqual(['web-1']);
  });

  it('in JSON costs the same', () => {
    const bent = { ...POD, status: { podIP: 7 } };
    const metadata = { resourceVersion: '9' };
    const list = Buffer.from(JSON.stringify({ metadata, items: [POD, bent, { metadata: {} }] }));
    const page = json.readList(list, 0, list.length);
    expect(page).toMatchObject({ malformed: 2, resourceVersion: '9', continueToken: '' });
    expect(page.items.map((item) => item.name)).toEqual(['web-1']);
  });

  it('never throws from an event in protobuf', () => {
    const frame = encodeEvent('ADDED', envelope('Pod', whole)).subarray(LENGTH_BYTES);
    fc.assert(
      fc.property(damaged(frame), (bytes) => {
        expect(KINDS).toContain(protobuf.readEvent(bytes, 0, bytes.length).kind);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws from an event in JSON', () => {
    const line = Buffer.from(JSON.stringify({ type: 'ADDED', object: POD }));
    fc.assert(
      fc.property(damaged(line), (bytes) => {
        expect(KINDS).toContain(json.readEvent(bytes, 0, bytes.length).kind);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws from a status', () => {
    const status = envelope('Status', message([3, 'too old'], [6, 410]));
    fc.assert(
      fc.property(damaged(status), fc.boolean(), (bytes, isProtobuf) => {
        expect(typeof readStatus(bytes, isProtobuf).message).toBe('string');
      }),
    );
    expect(readStatus(status, true)).toMatchObject({ message: 'too old', code: 410 });
    expect(readStatus(Buffer.from('<html>\n Bad gateway'), false).message).toBe(
      '<html> Bad gateway',
    );
  });

  it('is told with what is wrong', () => {
    const pod = encodePod({ metadata: META, status: { podIP: 'x' } });
    const frame = encodeEvent('ADDED', envelope('Pod', pod));
    expect(protobuf.readEvent(frame, LENGTH_BYTES, frame.length)).toEqual({
      kind: 'malformed',
      reason: 'the document names x, which is not an IP address',
    });
  });
});
