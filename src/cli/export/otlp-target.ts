/**
 * Where a collector is and what it is shown: its address, headers (which may be secrets: they are
 * in no message), and certificates.
 */
import { readFile } from 'node:fs/promises';
import { isLoopback } from '../../service/socket-address.ts';
import { CommandError } from '../ask.ts';

/** Where OTLP over HTTP takes logs, unless an address says otherwise. */
const LOGS_PATH = '/v1/logs';
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e]*$/;

export interface OtlpTarget {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** PEM. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

export interface OtlpTargetOptions {
  readonly otlp: string;
  readonly otlpHeadersFile?: string;
  readonly otlpCa?: string;
  readonly otlpCert?: string;
  readonly otlpKey?: string;
}

/** `headers` is the value of OTEL_EXPORTER_OTLP_HEADERS. Rejects with CommandError. */
export async function readOtlpTarget(
  options: OtlpTargetOptions,
  headers: string | undefined,
): Promise<OtlpTarget> {
  const url = parseCollector(options.otlp);
  const { otlpHeadersFile, otlpCa, otlpCert, otlpKey } = options;
  if ((otlpCert === undefined) !== (otlpKey === undefined)) {
    throw new CommandError('--otlp-cert and --otlp-key go together');
  }
  const fromFile = await readFlag('--otlp-headers-file', otlpHeadersFile);
  const ca = await readFlag('--otlp-ca', otlpCa);
  const cert = await readFlag('--otlp-cert', otlpCert);
  const key = await readFlag('--otlp-key', otlpKey);
  const target: OtlpTarget = {
    url,
    headers: { ...parseVariable(headers ?? ''), ...parseFile(fromFile ?? '') },
    tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
  };
  const isOpen = url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[|\]$/g, ''));
  if (isOpen && Object.keys(target.headers).length > 0) {
    throw new CommandError('headers would go in plain text: give --otlp an https address');
  }
  return target;
}

async function readFlag(flag: string, path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'it cannot be read';
    throw new CommandError(`${flag} ${path}: ${code}`, { cause });
  }
}

/** What is no address may have a password in it: no message has the text. */
function parseCollector(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new CommandError('--otlp is no address: write https://collector:4318');
  }
  if (url.username !== '' || url.password !== '') {
    throw new CommandError('--otlp has a password in it: give it as a header, in a file');
  }
  if (url.pathname === '/') url.pathname = LOGS_PATH;
  return url;
}

/** `name=value,name=value`, values as in URLs (OpenTelemetry's specification of exporters). */
function parseVariable(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return headersOf('OTEL_EXPORTER_OTLP_HEADERS', pairs, (pair) => {
    const [name = '', ...rest] = pair.split('=');
    return [name.trim(), decodeURIComponent(rest.join('=').trim())];
  });
}

/** A line `Name: value` each. */
function parseFile(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return headersOf('--otlp-headers-file', lines, (line) => {
    const [name = '', ...rest] = line.split(':');
    return [name.trim(), rest.join(':').trim()];
  });
}

function headersOf(
  place: string,
  texts: readonly string[],
  parse: (text: string) => [name: string, value: string],
): Record<string, string> {
  const headers = texts.map((text, i) => {
    const header = parsed(parse, text);
    if (header !== undefined) return header;
    throw new CommandError(`${place}: header ${i + 1} is not one`);
  });
  return Object.fromEntries(headers);
}

function parsed(
  parse: (text: string) => [string, string],
  text: string,
): [string, string] | undefined {
  try {
    const [name, value] = parse(text);
    const isHeader = HEADER_NAME.test(name) && value !== '' && HEADER_VALUE.test(value);
    return isHeader ? [name.toLowerCase(), value] : undefined;
  } catch {
    return undefined;
  }
}
