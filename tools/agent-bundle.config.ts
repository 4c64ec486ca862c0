/**
 * The agent as few files: it runs on every node, and what it loads is most of its memory. Made of
 * the plain build, into the same folder; its image and `dropcast agent` start it. What an agent
 * needs only where a flag asks for it stays apart.
 */
import { readFileSync } from 'node:fs';
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

/** The core (src/agent/aggregate/core) is read from beside the program. */
const hotCore: Plugin = {
  name: 'hot-core',
  generateBundle() {
    const source = readFileSync(`${DIST}agent/aggregate/core.wasm`);
    this.emitFile({ type: 'asset', fileName: 'core.wasm', source });
  },
};

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export default defineConfig({
  root: DIST,
  plugins: [asciiOnly, hotCore],
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
