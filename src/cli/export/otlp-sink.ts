/**
 * Records to a collector: a page is one request, made again until it is taken. Apart from the
 * command, because the serialisers take a while to load.
 */
import { JsonLogsSerializer, ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import { CommandError } from '../ask.ts';
import { post } from '../post.ts';
import type { ExportSink } from './export-record.ts';
import { otlpRecords } from './otlp-records.ts';
import type { OtlpTarget } from './otlp-target.ts';

export const OTLP_ENCODINGS = ['protobuf', 'json'] as const;
export type OtlpEncoding = (typeof OTLP_ENCODINGS)[number];

const SERIALISERS = { protobuf: ProtobufLogsSerializer, json: JsonLogsSerializer };
const CONTENT_TYPES = { protobuf: 'application/x-protobuf', json: 'application/json' };

export interface OtlpSinkOptions {
  readonly target: OtlpTarget;
  readonly encoding: OtlpEncoding;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly nowUs: () => number;
  readonly persist: <T>(attempt: () => Promise<T>) => Promise<T>;
  /** Hears of records that the collector took the request of, but not them; never sent again. */
  readonly onRejected: (records: number, why: string) => void;
}

/** Writes reject with CommandError when the collector does not take them in time. */
export function otlpSink(options: OtlpSinkOptions): ExportSink {
  const { target, encoding, version, signal, nowUs, persist, onRejected } = options;
  const serialiser = SERIALISERS[encoding];
  return {
    write: async (records) => {
      const body = serialiser.serializeRequest(otlpRecords(records, { version, nowUs: nowUs() }));
      if (body === undefined) throw new CommandError('records cannot be written as OTLP');
      const nowMs = () => nowUs() / 1_000;
      const contentType = CONTENT_TYPES[encoding];
      const noun = `the collector at ${target.url.host}`;
      const request = { ...target, body, contentType, signal, nowMs, noun };
      const answer = await persist(() => post({ ...request, adviceOn }));
      const { rejected, why } = readAnswer(serialiser, answer);
      if (rejected > 0 || why !== '') onRejected(rejected, why);
    },
  };
}

/** An answer that cannot be read says nothing of records: the request was taken. */
function readAnswer(serialiser: (typeof SERIALISERS)[OtlpEncoding], answer: Buffer) {
  try {
    const { partialSuccess } = answer.length === 0 ? {} : serialiser.deserializeResponse(answer);
    const rejected = Number(partialSuccess?.rejectedLogRecords ?? 0);
    return { rejected: rejected > 0 ? rejected : 0, why: partialSuccess?.errorMessage ?? '' };
  } catch {
    return { rejected: 0, why: 'its answer cannot be read' };
  }
}

function adviceOn(status: number): string {
  if (status === 0) return 'see --otlp-ca';
  if (status === 401 || status === 403) return 'see --otlp-headers-file';
  if (status === 404 || status === 405) return 'does --otlp name its address for OTLP over HTTP?';
  if (status === 413) return 'it takes no request of this size: raise its limit';
  if (status === 415) return 'see --otlp-encoding';
  return 'it does not want the records, now or later; see its log';
}
