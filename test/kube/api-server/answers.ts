/**
 * Answers requests: who asks, whether they may, what goes wrong on purpose, then the object, list
 * or watch.
 */
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { type Access, authenticate } from './access.ts';
import { applied, created } from './apply.ts';
import { discover } from './discovery.ts';
import { type Fault, Faults, type Refusal } from './faults.ts';
import { keyOf, type NewObject, type Resource, type StoredObject } from './kube-object.ts';
import { Lists } from './list.ts';
import {
  contentType,
  errorMedia,
  type Media,
  negotiate,
  renderFrame,
  renderList,
  renderObject,
} from './media.ts';
import type { ObjectStore } from './object-store.ts';
import { Output, type Request, type Response } from './output.ts';
import { RequestLog, type SeenRequest } from './request-log.ts';
import { answerReview, isReview } from './reviews.ts';
import { readTarget, type Target } from './route.ts';
import { readSelection } from './selection.ts';
import * as status from './status.ts';
import type { Tokens } from './tokens.ts';
import {
  checkOptions,
  type OpenWatch,
  type StreamingList,
  Watch,
  type WatchRequest,
} from './watch.ts';

export interface AnswersOptions {
  /** Resets the connection that comes from this port, as the network would. */
  resetConnection(port: number): Promise<void>;
  readonly tokens: Tokens;
  readonly resources: readonly Resource[];
  readonly streamingList: StreamingList;
  readonly bookmarkIntervalMs: number;
}

interface Exchange extends Target {
  readonly request: Request;
  readonly response: Response;
  readonly fault: Fault | undefined;
  readonly seen: SeenRequest;
}

const COMPRESSED_FROM_BYTES = 128 * 1024;

export class Answers {
  readonly faults = new Faults();
  readonly requests = new RequestLog();
  readonly watches = new Set<OpenWatch>();
  readonly lists: Lists;
  /** How many watches are still to be told that the storage is being set up. */
  initializing = 0;
  readonly #store: ObjectStore;
  readonly #access: Access;
  readonly #options: AnswersOptions;

  constructor(store: ObjectStore, access: Access, options: AnswersOptions) {
    this.#store = store;
    this.#access = access;
    this.#options = options;
    this.lists = new Lists(store);
  }

  async answer(request: Request, response: Response): Promise<void> {
    const target = readTarget(request, this.#options.resources);
    if (target === undefined) return this.#answerOther(request, response);
    const seen = this.#see(request, target);
    const fault = this.faults.take(target.verb, target.resource.plural);
    await fault?.hold;
    const exchange = { ...target, request, response, fault, seen };
    if (fault?.refusal !== undefined) return refuse(exchange, fault.refusal);
    try {
      const media = this.#admit(exchange);
      if (isReview(target.resource)) await this.#review(exchange, media);
      else if (target.verb === 'create') await this.#create(exchange, media);
      else if (target.verb === 'update') await this.#replace(exchange, media);
      else if (target.verb === 'patch') await this.#apply(exchange, media);
      else if (target.verb === 'delete') await this.#delete(exchange, media);
      else this.#serve(exchange, media);
    } catch (error) {
      if (!(error instanceof status.Refused)) throw error;
      refuse(exchange, { code: error.status.code, body: error.status });
    }
  }

  #answerOther({ url = '' }: Request, response: Response): void {
    const list = discover(url, this.#options.resources);
    if (list === undefined) {
      sendText(response, 404, '404 page not found\n');
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(list));
  }

  #see(request: Request, { verb, resource, namespace, query }: Target): SeenRequest {
    const { accept = '', authorization } = request.headers;
    const user = authenticate(request.socket as TLSSocket, authorization, this.#access);
    const seen = {
      ...{ verb, plural: resource.plural, namespace, accept, status: 0 },
      ...{ query: Object.fromEntries(query), user, httpVersion: request.httpVersion },
    };
    this.requests.add(seen);
    return seen;
  }

  /** The form of the answer; throws Refused when there shall be none. */
  #admit({ request, seen, ...target }: Exchange): Media {
    const { user } = seen;
    if (user === undefined) throw new status.Refused(status.unauthorized());
    const attempt = { ...target, user };
    if (!this.#access.allows(attempt)) throw new status.Refused(status.forbidden(attempt));
    const { verb, resource } = target;
    const shape = verb === 'list' || verb === 'watch' ? verb : 'object';
    const media = negotiate(request.headers.accept, resource, shape);
    if (media === undefined) throw new status.Refused(status.notAcceptable());
    if (verb !== 'watch' || this.initializing === 0) return media;
    this.initializing--;
    throw new status.Refused(status.initializing());
  }

  #serve(exchange: Exchange, media: Media): void {
    const { verb, resource, namespace, query } = exchange;
    if (verb === 'get') {
      this.#send(exchange, media, renderObject(media, this.#find(exchange)));
      return;
    }
    const selection = readSelection(resource, namespace, query);
    if (verb === 'watch') {
      this.#watch(exchange, { resource, selection, query, media });
    } else {
      const page = this.lists.page(resource, selection, query);
      this.#send(exchange, media, renderList(media, resource, page));
    }
  }

  async #review(exchange: Exchange, media: Media): Promise<void> {
    const { verb, resource, request } = exchange;
    if (verb !== 'create') throw new status.Refused(status.methodNotAllowed());
    const means = { access: this.#access, tokens: this.#options.tokens };
    const answer = answerReview(resource, JSON.parse(await text(request)), means);
    this.#send(exchange, media, renderObject(media, answer), 201);
  }

  async #create(exchange: Exchange, media: Media): Promise<void> {
    const { request, resource, namespace, query } = exchange;
    const body = JSON.parse(await text(request)) as NewObject;
    const object = { ...body, metadata: { ...body.metadata, ...(namespace && { namespace }) } };
    const { name } = object.metadata;
    if (this.#store.get(resource, keyOf(object)) !== undefined) {
      throw new status.Refused(status.alreadyExists(resource, name));
    }
    const manager = query.get('fieldManager');
    const stored = this.#write(exchange, manager === null ? object : created(object, manager));
    this.#send(exchange, media, renderObject(media, stored));
  }

  /** Of what is there; unless it has changed since it was read. */
  async #replace(exchange: Exchange, media: Media): Promise<void> {
    const { request, resource } = exchange;
    const object = JSON.parse(await text(request)) as NewObject;
    const before = this.#find(exchange);
    const { resourceVersion = before.metadata.resourceVersion } = object.metadata;
    if (resourceVersion !== before.metadata.resourceVersion)
      throw new status.Refused(status.preconditionFailed(resource, before));
    this.#send(exchange, media, renderObject(media, this.#write(exchange, object)));
  }

  /** Of patches the server knows server-side apply alone. */
  async #apply(exchange: Exchange, media: Media): Promise<void> {
    const { request, resource, name = '', namespace, query } = exchange;
    const manager = query.get('fieldManager');
    if (request.headers['content-type'] !== 'application/apply-patch+yaml') {
      throw new status.Refused(status.unsupportedMediaType());
    }
    if (manager === null) throw new status.Refused(status.badRequest('fieldManager is required'));
    const body = JSON.parse(await text(request)) as NewObject;
    const metadata = { ...body.metadata, name, ...(namespace && { namespace }) };
    const previous = this.#store.get(resource, keyIn(exchange));
    const by = { manager, force: query.get('force') === 'true' };
    const object = applied(previous, { ...body, metadata }, by);
    this.#send(exchange, media, renderObject(media, this.#write(exchange, object)));
  }

  async #delete(exchange: Exchange, media: Media): Promise<void> {
    const { request, resource } = exchange;
    const object = this.#find(exchange);
    const options = readDeleteOptions(await text(request));
    const { uid = object.metadata.uid, resourceVersion = object.metadata.resourceVersion } =
      options.preconditions ?? {};
    const isMeant =
      uid === object.metadata.uid && resourceVersion === object.metadata.resourceVersion;
    if (!isMeant) throw new status.Refused(status.preconditionFailed(resource, object));
    if (!options.dryRun?.includes('All')) this.#store.delete(resource, keyIn(exchange));
    this.#send(exchange, media, renderObject(media, object));
  }

  /** Stores it, unless it is a dry run; as it is, or would be, then. */
  #write({ resource, query }: Exchange, object: NewObject): StoredObject {
    const admitted = resource.admit?.(object) ?? object;
    const isDryRun = query.get('dryRun') === 'All';
    return isDryRun ? this.#store.preview(resource, admitted) : this.#store.put(resource, admitted);
  }

  #find(target: Target): StoredObject {
    const object = this.#store.get(target.resource, keyIn(target));
    if (object !== undefined) return object;
    throw new status.Refused(status.notFound(target.resource, target.name ?? ''));
  }

  #watch(exchange: Exchange, request: WatchRequest): void {
    const { response } = exchange;
    const { media, query } = request;
    checkOptions(query, this.#store.version, this.#options.streamingList);
    begin(exchange, contentType(media, 'watch'));
    const error = exchange.fault?.stream?.status;
    const output = this.#output(exchange, error && renderFrame(media, 'ERROR', error));
    const watch = new Watch(request, this.#store, output);
    this.watches.add(watch);
    response.on('close', () => {
      watch.close();
      this.watches.delete(watch);
    });
    watch.open(this.#options);
  }

  #send(exchange: Exchange, media: Media, body: Buffer, code = 200): void {
    const { request, response } = exchange;
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const isCompressed = body.length > COMPRESSED_FROM_BYTES && accepted.includes('gzip');
    if (isCompressed) response.setHeader('content-encoding', 'gzip');
    begin(exchange, contentType(media, 'object'), code);
    const output = this.#output(exchange);
    output.write(isCompressed ? gzipSync(body) : body);
    output.end();
  }

  #output({ request, response, fault }: Exchange, errorFrame?: Buffer): Output {
    if (fault?.stream === undefined) return new Output(response);
    const resetConnection = (): Promise<void> =>
      this.#options.resetConnection(request.socket.remotePort ?? 0);
    return new Output(response, { fault: fault.stream, errorFrame, resetConnection });
  }
}

/** The key of the object that a path names. */
const keyIn = ({ namespace, name = '' }: Target): string =>
  keyOf({ metadata: { name, ...(namespace && { namespace }) } });

interface DeleteOptions {
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun?: readonly string[];
}

const readDeleteOptions = (body: string): DeleteOptions => (body === '' ? {} : JSON.parse(body));

function begin({ response, seen }: Exchange, type: string, code = 200): void {
  seen.status = code;
  (response as ServerResponse).writeHead(code, { 'content-type': type });
  if ('flushHeaders' in response) response.flushHeaders();
}

function refuse({ request, response, seen }: Exchange, refusal: Refusal): void {
  const { code, body, retryAfterSeconds = retryAfterOf(body) } = refusal;
  seen.status = code;
  if (retryAfterSeconds) response.setHeader('retry-after', String(retryAfterSeconds));
  if (typeof body === 'string') {
    sendText(response, code, body);
    return;
  }
  const media = errorMedia(request.headers.accept);
  response.setHeader('content-type', contentType(media, 'object'));
  response.statusCode = code;
  response.end(renderObject(media, body));
}

function retryAfterOf(body: Refusal['body']): number | undefined {
  if (typeof body === 'string') return undefined;
  return (body.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
}

function sendText(response: Response, code: number, text: string): void {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.statusCode = code;
  response.end(text);
}
