/**
 * The agent: it runs on every node, and what it loads is most of its memory. Its image and
 * `dropcast agent` start it. What reads kubeconfigs and .proto files is rarely asked for.
 */
import { bundleConfig, DIST } from './bundle.ts';

export default bundleConfig({
  input: {
    agent: `${DIST}main-agent.js`,
    'kmsg-worker': `${DIST}agent/sources/kmsg/kmsg-worker.js`,
  },
  part: 'agent',
  apart: [/^@kubernetes\/client-node$/, /^@grpc\/proto-loader$/],
});
