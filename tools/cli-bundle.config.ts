/**
 * The command line: a question should be answered before somebody wonders, and most of a short
 * command is loading it. Services and the demo start files beside their own, and stay apart.
 */
import { bundleConfig, DIST } from './bundle.ts';

export default bundleConfig({
  input: { cli: `${DIST}main.js` },
  part: 'cli',
  apart: [
    /^\.\/(aggregator|agent)\/(config|main)\.js$/,
    /^\.\/demo\/run-demo\.js$/,
    /^@kubernetes\/client-node$/,
    /^@grpc\/proto-loader$/,
  ],
  whole: /\/main\.js$/,
});
