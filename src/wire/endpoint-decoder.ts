/**
 * Ends of flows out of their bytes, checked as src/flow has them. An end is decoded once for all
 * flows of a batch that say the same bytes; they share the object, which nobody may change.
 */
import {
  ATTRIBUTIONS,
  CONFIDENCES,
  ENDPOINT_KINDS,
  type Endpoint,
  NO_CANDIDATES,
  NO_LABELS,
  unnamedEndpoint,
} from '../flow/endpoint.ts';
import { readAddressField } from './address-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { type EnumField, readName } from './fields.ts';
import type { MessageBudget } from './message-budget.ts';
import { SeenBytes } from './seen-bytes.ts';
import type { SharedParts } from './shared-parts.ts';
import { WireError } from './wire-error.ts';

/**
 * Candidates of one ambiguous endpoint: pods that share an address, or hostNetwork pods of a node.
 */
const CANDIDATES_MAX = 256;

const KIND = 0x08;
const NAMESPACE = 0x12;
const NAME = 0x1a;
const WORKLOAD_KIND = 0x22;
const WORKLOAD_NAME = 0x2a;
const LABEL = 0x32;
const IP = 0x3a;
const NODE = 0x42;
const ATTRIBUTION = 0x48;
const CONFIDENCE = 0x50;
const CANDIDATE = 0x5a;
const LABEL_KEY = 0x0a;
const LABEL_VALUE = 0x12;

/** What an end and its fields are called in a WireError. */
export interface EndTexts {
  readonly end: string;
  readonly ip: string;
  readonly kind: EnumField;
  readonly attribution: EnumField;
  readonly confidence: EnumField;
}

/** Spelled once, not for each end: nearly no end needs any. */
export function textsOf(end: string): EndTexts {
  return {
    end,
    ip: `${end}.ip`,
    kind: { first: 0, field: `${end}.kind` },
    attribution: { first: 0, field: `${end}.attribution` },
    confidence: { first: 0, field: `${end}.confidence` },
  };
}

const CANDIDATE_TEXTS = textsOf('candidate');

/** What is read of an end before it is one; used for one end after the other. */
class Fields {
  kind = 0;
  namespace = '';
  name = '';
  workloadKind = '';
  workloadName = '';
  ip = '';
  node = '';
  attribution = 0;
  confidence = 0;
  /** Absent until there is one. */
  labels: Record<string, string> | undefined;
  candidates: Endpoint[] | undefined;

  clear(): void {
    this.kind = 0;
    this.namespace = '';
    this.name = '';
    this.workloadKind = '';
    this.workloadName = '';
    this.ip = '';
    this.node = '';
    this.attribution = 0;
    this.confidence = 0;
    this.labels = undefined;
    this.candidates = undefined;
  }
}

export class EndpointDecoder {
  readonly #reader: ByteReader;
  readonly #budget: MessageBudget;
  readonly #seen: SeenBytes<Endpoint>;
  readonly #fields = new Fields();
  readonly #candidateFields = new Fields();
  readonly #shared: SharedParts | undefined;

  /** Of the ends that `reader` comes to; `shared` with those of other batches. */
  constructor(reader: ByteReader, budget: MessageBudget, shared?: SharedParts) {
    this.#reader = reader;
    this.#budget = budget;
    this.#shared = shared;
    this.#seen = new SeenBytes(reader.bytes);
  }

  /** The end whose length is next. Throws WireError with one of `texts`. */
  decode(texts: EndTexts): Endpoint {
    const reader = this.#reader;
    const length = reader.length();
    const { at } = reader;
    const end = at + length;
    const seen = this.#seen.find(at, end);
    if (seen !== undefined) {
      reader.at = end;
      return seen;
    }
    const decode = () => this.#decodeRange(end, this.#fields, texts);
    const decoded = this.#shared?.ends.part(reader.bytes, at, end, decode) ?? decode();
    reader.at = end;
    this.#seen.keep(at, end, decoded);
    return decoded;
  }

  #decodeRange(end: number, fields: Fields, texts: EndTexts): Endpoint {
    const reader = this.#reader;
    this.#budget.spend();
    const outer = reader.end;
    reader.end = end;
    fields.clear();
    while (reader.at < end) this.#decodeField(fields, texts);
    reader.end = outer;
    return endpointOf(fields, texts);
  }

  #decodeField(fields: Fields, texts: EndTexts): void {
    const reader = this.#reader;
    const tag = reader.tag();
    switch (tag) {
      case KIND:
        fields.kind = reader.varint();
        break;
      case NAMESPACE:
        fields.namespace = reader.text();
        break;
      case NAME:
        fields.name = reader.text();
        break;
      case WORKLOAD_KIND:
        fields.workloadKind = reader.text();
        break;
      case WORKLOAD_NAME:
        fields.workloadName = reader.text();
        break;
      case LABEL:
        fields.labels ??= {};
        decodeLabel(reader, fields.labels);
        break;
      case IP:
        fields.ip = readAddressField(reader, texts.ip);
        break;
      case NODE:
        fields.node = reader.text();
        break;
      case ATTRIBUTION:
        fields.attribution = reader.varint();
        break;
      case CONFIDENCE:
        fields.confidence = reader.varint();
        break;
      case CANDIDATE:
        this.#decodeCandidate(fields, texts);
        break;
      default:
        reader.skip(tag);
    }
  }

  /** A candidate has none of its own. */
  #decodeCandidate(fields: Fields, texts: EndTexts): void {
    const candidatesMax = fields === this.#fields ? CANDIDATES_MAX : 0;
    fields.candidates ??= [];
    if (fields.candidates.length >= candidatesMax) {
      throw new WireError(`${texts.end}.candidates has more than ${candidatesMax}`);
    }
    const end = this.#reader.length() + this.#reader.at;
    fields.candidates.push(this.#decodeRange(end, this.#candidateFields, CANDIDATE_TEXTS));
  }
}

function decodeLabel(reader: ByteReader, labels: Record<string, string>): void {
  const outer = reader.enter();
  let key = '';
  let value = '';
  while (reader.at < reader.end) {
    const tag = reader.tag();
    if (tag === LABEL_KEY) key = reader.text();
    else if (tag === LABEL_VALUE) value = reader.text();
    else reader.skip(tag);
  }
  reader.leave(outer);
  if (key !== '__proto__') labels[key] = value;
  else Object.defineProperty(labels, key, { ...OWN, value });
}

const OWN = { enumerable: true, configurable: true, writable: true };

function endpointOf(fields: Fields, texts: EndTexts): Endpoint {
  return {
    kind: readName(ENDPOINT_KINDS, fields.kind, texts.kind),
    namespace: fields.namespace,
    name: fields.name,
    workload:
      fields.workloadKind === '' && fields.workloadName === ''
        ? undefined
        : { kind: fields.workloadKind, name: fields.workloadName },
    labels: fields.labels ?? NO_LABELS,
    ip: fields.ip,
    node: fields.node,
    attribution: readName(ATTRIBUTIONS, fields.attribution, texts.attribution),
    confidence: readName(CONFIDENCES, fields.confidence, texts.confidence),
    candidates: fields.candidates ?? NO_CANDIDATES,
  };
}

/** What an absent message stands for: an end of which nothing is known. */
export const UNKNOWN_END: Endpoint = Object.freeze(unnamedEndpoint(''));
