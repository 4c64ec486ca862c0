/**
 * Promise: the demo shows the same with names from an API server as with names from a file. The
 * built product, on the recorded kernel log, beside the test API server over TLS.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { castOf } from '../../src/cli/demo/cast.ts';
import { clusterText } from '../../src/cli/demo/cluster-objects.ts';
import { temporaryDirectory } from '../agent/sources/journal/read-journal.ts';
import { openApiServer } from '../kube/api-server/open-api-server.ts';

const DROPCAST = join(import.meta.dirname, '..', '..', 'bin', 'dropcast.js');
/** The run that was recorded. */
const cast = castOf(1);
const PLURALS: Readonly<Record<string, string>> = {
  Namespace: 'namespaces',
  Node: 'nodes',
  Pod: 'pods',
};

it('names the pods of the demo by an API server', { timeout: 60_000 }, async () => {
  using folder = temporaryDirectory();
  await using api = await openApiServer({ bookmarkIntervalMs: 1_000 });
  for (const object of JSON.parse(clusterText(cast)).items) api.put(PLURALS[object.kind]!, object);
  const kubeconfig = join(folder.path, 'kubeconfig');
  writeFileSync(kubeconfig, api.kubeconfig());
  const argv = [DROPCAST, 'demo', '--recorded', '--kubeconfig', kubeconfig];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { timeout: 50_000 });
  expect(stdout).toContain('LOG rules: 29 packets logged; aggregator: 29 lines counted: equal');
  for (const { namespace, name } of cast.pods) expect(stdout).toContain(`${namespace}/${name} `);
});
