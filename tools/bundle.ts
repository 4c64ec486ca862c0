/**
 * Few files out of the modules of the plain build, into the same folder: what starts fast, and
 * takes little memory, loads few files. What stays apart is loaded from where it is.
 */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import type { Plugin, UserConfig } from 'vite';

/** The folder that becomes dist/ when all of it is built (package.json). */
export const DIST = new URL('../dist.new/', import.meta.url).pathname;

export interface Bundle {
  /** Names of the files to be, each with the path of its first module. */
  readonly input: Readonly<Record<string, string>>;
  /** What names of the parts that several of them need, or that are needed later, begin with. */
  readonly part: string;
  readonly apart: readonly RegExp[];
  /** One file of all that this module cannot do without, however many parts share it. */
  readonly whole?: RegExp;
}

const BUILTIN = '\0builtin:';

/**
 * A module of Node without the names that nobody asks for. An import makes Node read all that it
 * may give: of node:http a second HTTP client, a fifth of what starting takes, of node:fs its
 * streams. For each importer anew, so that no file is made of what two files ask for.
 */
const plainBuiltins: Plugin = {
  name: 'plain-builtins',
  enforce: 'pre',
  resolveId(id, importer = '', options) {
    const isImported = 'kind' in options && options.kind === 'import-statement';
    if (!isImported || !isBuiltin(id) || importer.startsWith('\0')) return undefined;
    return `${BUILTIN}${id.replace(/^node:/, '')}:${importer}`;
  },
  load: (id) => (id.startsWith(BUILTIN) ? plainBuiltin(id.split(':')[1]!) : undefined),
};

/** Loaded when one of its functions is called; for a class of it at once. */
const LATE = new Set(['crypto']);

function plainBuiltin(name: string): string {
  const module: object = process.getBuiltinModule(`node:${name}`) ?? {};
  const reads = Object.entries(Object.getOwnPropertyDescriptors(module))
    .filter(([key, { enumerable }]) => enumerable && key !== 'default')
    .map(([key, { value }]) => {
      const isLate = LATE.has(name) && typeof value === 'function' && /^[a-z]/.test(key);
      return `export const ${key} = /* @__PURE__ */ ${isLate ? '$late' : '$read'}('${key}');`;
    });
  return `const $load = () => process.getBuiltinModule('node:${name}');
          const $read = (name) => $load()[name];
          const $late = (name) => (...args) => $load()[name](...args);
          export default /* @__PURE__ */ $load();
          ${reads.join('\n')}`;
}

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
  { input, part, apart, whole }: Bundle,
  folder: string = DIST,
  dist: string = DIST,
): UserConfig {
  return {
    root: folder,
    plugins: [plainBuiltins, asciiOnly, hotCore(dist), packageList(part)],
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
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: `${part}-[name].js`,
          codeSplitting: whole === undefined || { groups: [{ name: part, test: whole }] },
        },
      },
    },
  };
}
