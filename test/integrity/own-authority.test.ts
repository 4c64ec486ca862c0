/**
 * Promise: an installation without any certificate comes to run by itself: the aggregator makes an
 * authority, the agent trusts it by what is mounted, and a restart changes nothing for it.
 */
import { appendFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import { parseAggregatorConfig } from '../../src/aggregator/config.ts';
import { openAggregator } from '../../src/aggregator/main.ts';
import { ask } from '../../src/cli/ask.ts';
import { connectAggregator } from '../../src/cli/connect.ts';
import { freePort } from '../agent/free-port.ts';
import { openAccessLab } from '../aggregator/access/access-lab.ts';
import { keptLog } from '../service/tls/log-lines.ts';
import { TlsFolder } from '../service/tls/tls-folder.ts';

const ARRIVAL = { timeout: 40_000, interval: 100 };
const READER = 'system:serviceaccount:people:jane';

const lineOf = (port: number): string =>
  'Nov 19 12:15:03 node-1 kernel: calico-packet: IN=cali7f94ce7c295 OUT=eth0 ' +
  'MAC=ee:ee:ee:ee:ee:ee:1e:0a:36:33:f5:09:08:00 SRC=10.244.1.5 DST=198.51.100.7 LEN=60 ' +
  `TOS=0x00 PREC=0x00 TTL=63 ID=${port} DF PROTO=TCP SPT=45588 DPT=${port} WINDOW=64860 ` +
  'RES=0x00 SYN URGP=0 \n';

it('counts lines without a certificate made by hand, also after a restart', async () => {
  await using lab = await openAccessLab();
  await using folder = await TlsFolder.open();
  const { api } = lab;
  api.access.bindings.push({ subject: READER, allow: ['list flows.dropcast.io'] });
  api.put('secrets', { metadata: { namespace: 'dropcast', name: 'dropcast-authority' } });
  api.put('configmaps', { metadata: { namespace: 'dropcast', name: 'dropcast-ca' } });
  const kubeconfig = await folder.write('kubeconfig', api.kubeconfig());
  const port = await freePort();
  const start = () =>
    openAggregator(
      parseAggregatorConfig({
        ...{ listen: `127.0.0.1:${port}`, http: '127.0.0.1:0', store: folder.path('flows.db') },
        ...{ tlsIssue: 'dropcast-aggregator.dropcast.svc', kubeconfig, clusterName: 'blue' },
      }),
      keptLog(),
    );
  let aggregator = await start();

  // What a kubelet does with the ConfigMap.
  const { data } = api.objects('configmaps')[0] as unknown as { data: Record<string, string> };
  const tlsCa = await folder.write('ca.crt', data['ca.crt']!);
  const tokenFile = await folder.write('token', lab.agentToken('n1'));
  const path = await folder.write('kern.log', lineOf(1));
  const stop = new AbortController();
  const ran = runAgent(
    parseAgentConfig({
      ...{ source: 'file', path, from: 'oldest', windowMs: '100', conntrack: 'off', node: 'n1' },
      ...{ aggregator: `localhost:${port}`, http: `127.0.0.1:${await freePort()}` },
      ...{ logLevel: 'silent', tlsCa, tokenFile },
    }),
    stop.signal,
  );
  const readerToken = await folder.write('reader', lab.readerToken('jane'));
  const counted = () =>
    ask(
      connectAggregator,
      { aggregator: aggregator.grpc, tlsCa, tokenFile: readerToken },
      async (client) => {
        const counts: string[] = [];
        for await (const { port, lines } of client.listEdges({ filter: {}, limit: 0 }, stop.signal))
          counts.push(`${port}: ${lines}`);
        return counts.sort();
      },
    );
  await expect.poll(counted, ARRIVAL).toEqual(['1: 1']);

  await aggregator.close();
  aggregator = await start();
  await appendFile(path, lineOf(2));
  await expect.poll(counted, ARRIVAL).toEqual(['1: 1', '2: 1']);
  expect(api.objects('configmaps')[0]).toMatchObject({ data });
  stop.abort();
  await ran;
  await aggregator.close();
});
