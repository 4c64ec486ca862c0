/**
 * How the page is built: relative addresses, so that it works below any path, and nothing written
 * into the document, so that it needs no exception from its content security policy.
 */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  // The folder that becomes dist/ when all of it is built (package.json).
  build: {
    outDir: '../dist.new/web',
    emptyOutDir: true,
    target: 'es2023',
    // The list of what may be served.
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
});
