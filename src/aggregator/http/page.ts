/**
 * The web page as it was built: its files, read once and served out of memory. They hold nobody's
 * data and are the same for all, so that anybody may have them; what they show is asked for and
 * granted question by question.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Answer, text } from './answer.ts';

/** Of `npm run build`; `dist/` stands beside `src/`. */
const PAGE_URL = new URL('../../../dist/web/', import.meta.url);

/** Vite's list of what it wrote (build.manifest): nothing else is served. */
const MANIFEST = '.vite/manifest.json';

interface PageFile {
  readonly type: string;
  readonly body: Uint8Array;
  readonly zipped: Uint8Array;
  readonly etag: string;
  readonly cacheControl: string;
}

/** By path, as a request names it. */
export type Page = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Everything from here, nothing written into the document, and nobody frames it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page that was not built is empty: the aggregator works without. */
export async function readPage(from: URL = PAGE_URL): Promise<Page> {
  const read = (path: string) => readFile(new URL(path, from));
  let names: readonly string[];
  try {
    names = namesOf(JSON.parse((await read(MANIFEST)).toString()));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
  const index = await read('index.html');
  const assets = names.map(
    async (name): Promise<[string, PageFile]> => [
      `/${name}`,
      // Its name holds the hash of what is in it.
      pageFile(name, await read(name), 'public, max-age=31536000, immutable'),
    ],
  );
  return new Map([['/', pageFile('.html', index, 'no-cache')], ...(await Promise.all(assets))]);
}

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

function namesOf(manifest: Readonly<Record<string, Chunk>>): string[] {
  const chunks = Object.values(manifest);
  return [
    ...new Set(
      chunks.flatMap(({ file, css, assets }) => [file, ...(css ?? []), ...(assets ?? [])]),
    ),
  ];
}

function pageFile(name: string, body: Uint8Array, cacheControl: string): PageFile {
  const type = TYPES[extname(name) || name] ?? 'application/octet-stream';
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { type, body, zipped: gzipSync(body, { level: 9 }), etag: `"${hash}"`, cacheControl };
}

/** Undefined where the page has no such file. */
export function answerPage(
  page: Page,
  path: string,
  { method, headers }: IncomingMessage,
): Answer | undefined {
  const file = page.get(path);
  if (file === undefined) {
    return path === '/' ? text(503, 'the page was not built: npm run build') : undefined;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { ...text(405, 'only GET, HEAD'), headers: { allow: 'GET, HEAD' } };
  }
  const { type, etag, cacheControl } = file;
  const answer = { type, policy: POLICY };
  const known = { etag, 'cache-control': cacheControl, vary: 'accept-encoding' };
  if (names(headers['if-none-match'], etag)) {
    return { ...answer, status: 304, body: [], headers: known };
  }
  const isZipped = names(headers['accept-encoding'], 'gzip');
  const body = isZipped ? file.zipped : file.body;
  const coded = {
    'content-length': String(body.length),
    ...(isZipped && { 'content-encoding': 'gzip' }),
  };
  return { ...answer, status: 200, body: [body], headers: { ...known, ...coded } };
}

/** Whether a list of a head has the word, and not with a weight of nothing. */
function names(list: string | undefined, word: string): boolean {
  const words = list?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return words.some((each) => each === word || (each.startsWith(`${word};`) && !/q=0$/.test(each)));
}
