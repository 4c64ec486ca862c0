/**
 * Single questions to the API server, answered in JSON: reviews, objects by name, and what writes
 * objects, unlike the lists and watches of reflectors. Every question ends within its time, and
 * only so many wait.
 */

import { Fields } from '../../manifest/fields.ts';
import type { ClusterAccess } from '../credentials/cluster-access.ts';
import { ApiError, type ApiErrorCode } from './api-error.ts';
import { Connection, type WriteRequest } from './connection.ts';
import type { AnswerReader } from './exchange.ts';

/** A review takes milliseconds; three in a row fit into what an agent waits for its welcome. */
const ANSWER_MS_MAX = 4_000;
/** Enough for thousands of agents that come back at once, little for the server. */
const SOCKETS_MAX = 4;
/** Questions under way or waiting for a connection. */
const QUESTIONS_MAX = 1_024;
/** An object in etcd has at most 1.5 MB. */
const ANSWER_BYTES_MAX = 2 * 1024 * 1024;

/** Each rejects with ApiError. */
export interface JsonApi {
  get(path: string): Promise<Fields>;
  /** The answer to `body`, such as a review with its status. */
  post(path: string, body: object): Promise<Fields>;
  /** Replaces what is at `path`. `conflict`: it has changed since `object` was read. */
  put(path: string, object: object): Promise<Fields>;
  /** Server-side apply of `object` to its own path; the object as it is then, or would be. */
  apply(path: string, object: object): Promise<Fields>;
  /** With `options` of kind DeleteOptions. `not_found`: it was gone. */
  delete(path: string, options: object): Promise<Fields>;
  /** Ends what is under way. */
  close(): void;
}

export function openJsonApi(access: ClusterAccess, answerMsMax = ANSWER_MS_MAX): JsonApi {
  const connection = new Connection(access, answerMsMax, SOCKETS_MAX);
  const closing = new AbortController();
  let questions = 0;

  async function ask(path: string, written?: Written): Promise<Fields> {
    if (questions >= QUESTIONS_MAX) throw new ApiError('throttled', 'too many questions wait');
    questions++;
    const signal = AbortSignal.any([AbortSignal.timeout(answerMsMax), closing.signal]);
    try {
      return await askOnce(path, written, signal).catch((error: unknown) => {
        if (!isWorthAnother(error)) throw error;
        return askOnce(path, written, signal);
      });
    } catch (error) {
      if (!signal.aborted || error instanceof ApiError) throw error;
      throw new ApiError('unreachable', `no answer in ${answerMsMax} ms`, { cause: error });
    } finally {
      questions--;
    }
  }

  async function askOnce(path: string, written: Written | undefined, signal: AbortSignal) {
    const request = { path, accept: JSON_TYPE };
    const body = new Body();
    if (written === undefined) await connection.get(request, body, signal);
    else await connection.write({ ...request, ...written }, body, signal);
    return body.fields();
  }

  return {
    get: (path) => ask(path),
    post: (path, body) => ask(path, writing('POST', body)),
    put: (path, object) => ask(path, writing('PUT', object)),
    apply: (path, object) => ask(path, writing('PATCH', object, APPLY_TYPE)),
    delete: (path, options) => ask(path, writing('DELETE', options)),
    close: () => {
      closing.abort(new ApiError('unreachable', 'closed'));
      connection.close();
    },
  };
}

type Written = Pick<WriteRequest, 'method' | 'body' | 'contentType'>;

const JSON_TYPE = 'application/json';
/** JSON is YAML, too. */
const APPLY_TYPE = 'application/apply-patch+yaml';

function writing(method: Written['method'], body: object, contentType = JSON_TYPE): Written {
  return { method, body: JSON.stringify(body), contentType };
}

/** A kept connection may have ended, and a token may have been replaced, without our knowing. */
const WORTH_ANOTHER: readonly ApiErrorCode[] = ['unreachable', 'unauthorized'];

const isWorthAnother = (error: unknown): boolean =>
  error instanceof ApiError && WORTH_ANOTHER.includes(error.code);

class Body implements AnswerReader {
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  begin(): void {}

  read(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > ANSWER_BYTES_MAX) throw new ApiError('malformed', 'the answer is too large');
    this.#chunks.push(Buffer.from(chunk));
  }

  fields(): Fields {
    try {
      return new Fields(JSON.parse(Buffer.concat(this.#chunks).toString()));
    } catch {
      // The parser's own words would quote the answer, which repeats what was asked: a token.
      throw new ApiError('malformed', 'the answer is not JSON');
    }
  }
}
