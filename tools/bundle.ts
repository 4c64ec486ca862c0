/**
 * Few files out of the modules of the plain build, into the same folder: what starts fast, and
 * takes little memory, loads few files. What stays apart is loaded from where it is.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { Plugin, UserConfig } from 'vite';

/** The folder that becomes dist/ when all of it is built (package.json). */
export const DIST = new URL('../dist.new/', import.meta.url).pathname;

export interface Bundle {
  /** Names of the files to be, each with the path of its first module. */
  readonly input: Readonly<Record<string, string>>;
  /** What names of the parts that several of them need, or that are needed later, begin with. */
  readonly part: string;
  readonly apart: readonly RegExp[];
}

/** What Node loads a second HTTP client for as soon as an ES module imports node:http. */
const BY_UNDICI = ['CloseEvent', 'MessageEvent', 'WebSocket', 'default'];
const HTTP = Object.keys(http).filter((name) => !BY_UNDICI.includes(name));

/** The same module without asking for those: a fifth of what starting takes. */
const plainHttp: Plugin = {
  name: 'plain-http',
  enforce: 'pre',
  resolveId: (id) => (/^(node:)?http$/.test(id) ? '\0plain-http' : undefined),
  load: (id) =>
    id === '\0plain-http'
      ? `const http = process.getBuiltinModule('node:http');
         export default http;
         export const { ${HTTP.join(', ')} } = http;`
      : undefined,
};

/** V8 keeps a source in one byte a character only while all of them fit. */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll(/[^\0-\x7f]/g, escaped);
    }
  },
};

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The core (src/agent/aggregate/core) is read from beside the program. */
function hotCore(dist: string): Plugin {
  return {
    name: 'hot-core',
    generateBundle() {
      const source = readFileSync(`${dist}agent/aggregate/core.wasm`);
      this.emitFile({ type: 'asset', fileName: 'core.wasm', source });
    },
  };
}

/** A package's folder in the path of one of its files. */
const PACKAGE = /^.*?\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//;

/** Says which packages are in it, for whoever lists what an image holds (tools/image/pack.ts). */
function packageList(part: string): Plugin {
  return {
    name: 'package-list',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const modules = chunks.flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : []));
      const folders = new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[1] ?? []));
      const source = `${JSON.stringify([...folders].sort(), null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: `${part}.packages.json`, source });
    },
  };
}

/** Into `folder`; of modules that are elsewhere, `dist` is where the product was built. */
export function bundleConfig(
  { input, part, apart }: Bundle,
  folder: string = DIST,
  dist: string = DIST,
): UserConfig {
  return {
    root: folder,
    plugins: [plainHttp, asciiOnly, hotCore(dist), packageList(part)],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'es2024',
      minify: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        external: [...apart],
        output: { entryFileNames: '[name].js', chunkFileNames: `${part}-[name].js` },
      },
    },
  };
}
