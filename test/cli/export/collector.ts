/**
 * A collector that reads OTLP logs over HTTP by the official description, as protobuf or JSON, and
 * answers what a test tells it to.
 */
import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

const ROOT = protobuf.loadSync(fileURLToPath(new URL('otlp.proto', import.meta.url)));
const REQUEST = ROOT.lookupType('opentelemetry.proto.ExportLogsServiceRequest');
const RESPONSE = ROOT.lookupType('opentelemetry.proto.ExportLogsServiceResponse');

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly rejected?: number;
  readonly why?: string;
}

export interface ReceivedRecord {
  readonly resource: Record<string, unknown>;
  readonly scope: string;
  readonly attributes: Record<string, unknown>;
  readonly body: unknown;
  readonly severity: number;
  readonly eventName: string;
  readonly timeUnixNano: string;
}

export class Collector {
  readonly records: ReceivedRecord[] = [];
  readonly requests: IncomingMessage[] = [];
  /** For the next requests, in order; then 200. */
  readonly answers: Answer[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(tls?: { key: string; cert: string; ca?: string }): Promise<Collector> {
    const wanted = tls && { ...tls, requestCert: tls.ca !== undefined };
    const server = wanted === undefined ? createHttp() : createHttps(wanted);
    const collector = new Collector(server);
    server.on('request', async (request, response) => {
      collector.requests.push(request);
      const body = await buffer(request);
      const answer = collector.answers.shift() ?? { status: 200 };
      const isJson = request.headers['content-type'] === 'application/json';
      if (answer.status === 200) collector.records.push(...readRequest(body, isJson));
      response.writeHead(answer.status, { ...answer.headers });
      response.end(answer.status === 200 ? answerBody(answer, isJson) : 'no');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return collector;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function answerBody({ rejected, why = '' }: Answer, isJson: boolean): Uint8Array | string {
  if (rejected === undefined) return '';
  const partialSuccess = { rejectedLogRecords: rejected, errorMessage: why };
  // 64-bit numbers are text in the JSON of protobuf.
  if (isJson)
    return JSON.stringify({
      partialSuccess: { ...partialSuccess, rejectedLogRecords: `${rejected}` },
    });
  return RESPONSE.encode(RESPONSE.fromObject({ partialSuccess })).finish();
}

interface AnyValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string;
  readonly arrayValue?: { readonly values: readonly AnyValue[] };
}
interface Attributed {
  readonly attributes: readonly { readonly key: string; readonly value: AnyValue }[];
}
interface LogRecord extends Attributed {
  readonly body: AnyValue;
  readonly severityNumber: number;
  readonly eventName: string;
  readonly timeUnixNano: string;
}
interface ScopeLogs {
  readonly scope: { readonly name: string; readonly version: string };
  readonly logRecords: readonly LogRecord[];
}
interface LogsRequest {
  readonly resourceLogs: readonly {
    readonly resource: Attributed;
    readonly scopeLogs: readonly ScopeLogs[];
  }[];
}

function readRequest(body: Buffer, isJson: boolean): ReceivedRecord[] {
  const message = isJson ? REQUEST.fromObject(JSON.parse(body.toString())) : REQUEST.decode(body);
  const options = { longs: String, defaults: true, arrays: true };
  const { resourceLogs } = REQUEST.toObject(message, options) as LogsRequest;
  return resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap(({ scope, logRecords }) =>
      logRecords.map((record) => ({
        resource: attributesOf(resource),
        scope: `${scope.name} ${scope.version}`,
        attributes: attributesOf(record),
        body: plain(record.body),
        severity: record.severityNumber,
        eventName: record.eventName,
        timeUnixNano: record.timeUnixNano,
      })),
    ),
  );
}

function attributesOf({ attributes }: Attributed): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));
}

function plain({ stringValue, boolValue, intValue, arrayValue }: AnyValue): unknown {
  if (arrayValue !== undefined) return arrayValue.values.map(plain);
  return stringValue ?? boolValue ?? Number(intValue);
}
