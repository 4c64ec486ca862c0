/**
 * The certificate that docs/prometheus.md has people make for Prometheus: its own authority, and
 * good for reading figures alone. The aggregator's own comes from elsewhere.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { expect, it } from 'vitest';
import { Running } from '../aggregator/running.ts';
import { openApiServer } from '../kube/api-server/open-api-server.ts';
import { LOOPBACK, TlsFolder } from '../service/tls/tls-folder.ts';
import { blocksOf } from './markdown.ts';
import { isRun } from './run-block.ts';
import { statementsOf } from './statements.ts';

const [made] = blocksOf('docs/prometheus.md')
  .flatMap(({ text }) => statementsOf(text))
  .filter(({ text }) => text.startsWith('openssl '));

it('lets Prometheus read figures and no flow, and nobody else by its side', async ({ skip }) => {
  if (!isRun(made!)) skip('no openssl here');
  await using api = await openApiServer();
  api.access.bindings.push({ subject: 'dropcast-prometheus', allow: ['get flows.dropcast.io'] });
  await using files = await TlsFolder.open();
  execFileSync('bash', ['-ec', made!.text], { cwd: files.path('.'), stdio: 'pipe' });
  const read = (name: string) => readFileSync(files.path(name), 'utf8');
  const own = { cert: read('prometheus.crt'), key: read('prometheus.key') };
  const stranger = files.authority.issue({ commonName: 'dropcast-prometheus' });
  const running = await Running.open({
    ...{ insecure: 0, ...(await files.pair('server', LOOPBACK)) },
    ...{ kubeconfig: await files.write('kubeconfig', api.kubeconfig()) },
    tlsClientCa: files.path('prometheus.crt'),
  });
  const statusOf = async (path: string, client: { cert?: string; key?: string }) => {
    const request = get(`https://${running.aggregator.http}${path}`, {
      ...{ ca: await files.trust().then(() => read('ca.crt')), agent: false, ...client },
    });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  };
  try {
    expect(await statusOf('/metrics', own)).toBe(200);
    expect(await statusOf('/api/v1/edges', own)).toBe(403);
    expect(await statusOf('/metrics', {})).toBe(401);
    expect(await statusOf('/metrics', { cert: stranger.certificate, key: stranger.key })).toBe(401);
  } finally {
    await running.close();
  }
}, 30_000);
