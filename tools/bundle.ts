/**
 * Few files out of the modules of the plain build, into the same folder: what starts fast, and takes
 * little memory, loads few files. What stays apart is loaded from where it is.
 */
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

export function bundleConfig({ input, part, apart }: Bundle): UserConfig {
  return {
    root: DIST,
    plugins: [asciiOnly],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: DIST,
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
