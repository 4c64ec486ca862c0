/**
 * The agent as few files: it runs on every node, and what it loads is most of its memory. Made of
 * the plain build, into the same folder; its image and `dropcast agent` start it. What an agent
 * needs only where a flag asks for it stays apart.
 */
import http from 'node:http';
import { defineConfig, type Plugin } from 'vite';

/** The folder that becomes dist/ when all of it is built (package.json). */
const DIST = new URL('../dist.new/', import.meta.url).pathname;

/** Loaded from where they are, if at all: what reads kubeconfigs, and what reads .proto files. */
const APART = [/^@kubernetes\/client-node$/, /^@grpc\/proto-loader$/];

/** V8 keeps a source in one byte a character only while all of them fit. */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll(/[^\0-\x7f]/g, escaped);
    }
  },
};

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

/** A package's folder in the path of one of its files. */
const PACKAGE = /^.*?\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//;

/** Says which packages are in it, for whoever lists what an image holds (tools/image/pack.ts). */
const packageList: Plugin = {
  name: 'package-list',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
    const modules = chunks.flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : []));
    const folders = new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[1] ?? []));
    const source = `${JSON.stringify([...folders].sort(), null, 2)}\n`;
    this.emitFile({ type: 'asset', fileName: 'agent.packages.json', source });
  },
};

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export default defineConfig({
  root: DIST,
  plugins: [plainHttp, asciiOnly, packageList],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: DIST,
    emptyOutDir: false,
    target: 'es2024',
    minify: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        agent: `${DIST}main-agent.js`,
        'kmsg-worker': `${DIST}agent/sources/kmsg/kmsg-worker.js`,
      },
      external: APART,
      output: { entryFileNames: '[name].js', chunkFileNames: 'agent-[name].js' },
    },
  },
});
