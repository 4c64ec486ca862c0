/**
 * Kubernetes objects as the API server encodes them in protobuf: the fields that we read and some
 * that we must step over. Numbers: k8s.io/api and k8s.io/apimachinery, generated.proto.
 */

type Content = string | number | boolean | Buffer | undefined;
/** A field's number and content; an absent content writes nothing. */
export type Field = readonly [number, Content];

export function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(fields.flatMap(([number, content]) => field(number, content)));
}

function field(number: number, content: Content): Buffer[] {
  if (content === undefined) return [];
  if (typeof content === 'number' || typeof content === 'boolean') {
    return [varint(number * 8), varint(Number(content))];
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return [varint(number * 8 + 2), varint(bytes.length), bytes];
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return Buffer.from([...bytes, value]);
}

const repeat = (number: number, contents: readonly Content[] = []): Field[] =>
  contents.map((content) => [number, content]);

const entries = (number: number, texts: Readonly<Record<string, string>> = {}): Field[] =>
  repeat(
    number,
    Object.entries(texts).map(([key, value]) => message([1, key], [2, value])),
  );

export interface MetaJson {
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly {
    readonly kind: string;
    readonly name: string;
    readonly uid?: string;
    readonly controller?: boolean;
  }[];
}

export function encodeMeta(meta: MetaJson): Buffer {
  return message(
    [1, meta.name],
    [3, meta.namespace],
    [5, meta.uid],
    [6, meta.resourceVersion],
    [7, 3],
    [8, encodeTime(meta.creationTimestamp)],
    [9, encodeTime(meta.deletionTimestamp)],
    ...entries(11, meta.labels),
    ...entries(12, meta.annotations),
    ...repeat(
      13,
      meta.ownerReferences?.map(({ kind, name, uid, controller }) =>
        message([1, kind], [3, name], [4, uid], [5, 'apps/v1'], [6, controller]),
      ),
    ),
    [17, message([1, 'kubelet'], [2, 'Update'])],
  );
}

export function encodeTime(time: string | undefined): Buffer | undefined {
  if (time === undefined) return undefined;
  const ms = Date.parse(time);
  return message([1, Math.floor(ms / 1_000)], [2, (ms % 1_000) * 1e6]);
}

export interface PodJson {
  readonly metadata: MetaJson;
  readonly spec?: { readonly nodeName?: string; readonly hostNetwork?: boolean };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly podIPs?: readonly { readonly ip: string }[];
    readonly startTime?: string;
    readonly containerStatuses?: readonly ContainerStatusJson[];
  };
}

interface ContainerStatusJson {
  readonly state: {
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: { readonly startedAt?: string; readonly finishedAt?: string };
  };
}

/** `padding`: bytes of containers and volumes, which nobody reads. */
export function encodePod({ metadata, spec, status }: PodJson, padding = 60): Buffer {
  const container = message([1, 'app'], [2, 'example/app:1'], [4, 'x'.repeat(padding)]);
  return message(
    [1, encodeMeta(metadata)],
    [2, message([2, container], [3, 'Always'], [10, spec?.nodeName], [11, spec?.hostNetwork])],
    [
      3,
      message(
        [1, status?.phase],
        [5, '192.0.2.11'],
        [6, status?.podIP],
        [7, encodeTime(status?.startTime)],
        ...repeat(8, status?.containerStatuses?.map(encodeContainerStatus)),
        ...repeat(
          12,
          status?.podIPs?.map(({ ip }) => message([1, ip])),
        ),
      ),
    ],
  );
}

function encodeContainerStatus({ state }: ContainerStatusJson): Buffer {
  const { running, terminated } = state;
  const started = running && message([1, encodeTime(running.startedAt)]);
  const ended =
    terminated &&
    message(
      ...([
        [1, 0],
        [3, 'Completed'],
        [5, encodeTime(terminated.startedAt)],
      ] as const),
      [6, encodeTime(terminated.finishedAt)],
    );
  return message([1, 'app'], [2, message([2, started], [3, ended])], [4, true]);
}

/** The magic and the Unknown around an object. */
export function envelope(kind: string, object: Buffer, apiVersion = 'v1'): Buffer {
  const unknown = message([1, message([1, apiVersion], [2, kind])], [2, object], [3, ''], [4, '']);
  return Buffer.concat([Buffer.from('k8s\0'), unknown]);
}

export function encodeList(
  kind: string,
  items: readonly Buffer[],
  meta: { resourceVersion: string; continue?: string },
): Buffer {
  const listMeta = message([2, meta.resourceVersion], [3, meta.continue]);
  return envelope(kind, message([1, listMeta], ...repeat(2, items)));
}

/** One frame of a watch: its length and a WatchEvent. */
export function encodeEvent(type: string, object: Buffer): Buffer {
  const event = message([1, type], [2, message([1, object])]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(event.length);
  return Buffer.concat([length, event]);
}
