/** Named ends into bytes, as the generated code would write them (flow.proto). */
import { ATTRIBUTIONS, CONFIDENCES, ENDPOINT_KINDS, type Endpoint } from '../flow/endpoint.ts';
import { writeAddressField } from './address-writer.ts';
import type { ByteWriter } from './byte-writer.ts';

const KIND = 0x08;
const NAMESPACE = 0x12;
const NAME = 0x1a;
const WORKLOAD_KIND = 0x22;
const WORKLOAD_NAME = 0x2a;
const LABEL = 0x32;
const NODE = 0x42;
const ATTRIBUTION = 0x48;
const CONFIDENCE = 0x50;
const CANDIDATE = 0x5a;
const LABEL_KEY = 0x0a;
const LABEL_VALUE = 0x12;

/** Numbers and an address with their tags, and an empty text. */
const FIXED_BYTES_MAX = 64;
/** What a candidate's length takes, as a rule. */
const LENGTH_BYTES = 2;

/** Appends the fields of `end`, without a length before them. */
export function encodeEndpoint(out: ByteWriter, end: Endpoint): void {
  out.reserve(FIXED_BYTES_MAX);
  out.count(KIND, ENDPOINT_KINDS.indexOf(end.kind));
  out.text(NAMESPACE, end.namespace);
  out.text(NAME, end.name);
  out.text(WORKLOAD_KIND, end.workload?.kind ?? '');
  out.text(WORKLOAD_NAME, end.workload?.name ?? '');
  for (const key of Object.keys(end.labels)) encodeLabel(out, key, end.labels[key]!);
  writeAddressField(out, end.ip);
  out.text(NODE, end.node);
  out.reserve(FIXED_BYTES_MAX);
  out.count(ATTRIBUTION, ATTRIBUTIONS.indexOf(end.attribution));
  out.count(CONFIDENCE, CONFIDENCES.indexOf(end.confidence));
  for (const candidate of end.candidates) encodeCandidate(out, candidate);
}

function encodeCandidate(out: ByteWriter, candidate: Endpoint): void {
  out.reserve(FIXED_BYTES_MAX);
  out.varint(CANDIDATE);
  const start = out.at;
  out.at += LENGTH_BYTES;
  encodeEndpoint(out, candidate);
  out.prefixLength(start, LENGTH_BYTES);
}

/** A map's entry has its key and value also where they are empty. */
function encodeLabel(out: ByteWriter, key: string, value: string): void {
  out.reserve(FIXED_BYTES_MAX);
  out.varint(LABEL);
  const start = out.at;
  out.at += 1;
  encodeWhole(out, LABEL_KEY, key);
  encodeWhole(out, LABEL_VALUE, value);
  out.prefixLength(start, 1);
}

function encodeWhole(out: ByteWriter, tag: number, text: string): void {
  if (text === '') {
    out.reserve(FIXED_BYTES_MAX);
    out.varint(tag);
    out.varint(0);
  } else {
    out.text(tag, text);
  }
}
