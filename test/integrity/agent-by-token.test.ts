/**
 * Promise: an agent is known by the token that its kubelet renews; one that is not accepted costs
 * time, and no line.
 */
import { appendFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import { parseAggregatorConfig } from '../../src/aggregator/config.ts';
import { openAggregator } from '../../src/aggregator/main.ts';
import { ask } from '../../src/cli/ask.ts';
import { connectAggregator } from '../../src/cli/connect.ts';
import type { TlsConfig } from '../../src/service/tls/tls-config.ts';
import { freePort } from '../agent/free-port.ts';
import { openAccessLab } from '../aggregator/access/access-lab.ts';
import { openRelay } from '../kube/api-server/relay.ts';
import { keptLog } from '../service/tls/log-lines.ts';
import { LOOPBACK, TlsFolder } from '../service/tls/tls-folder.ts';

const ARRIVAL = { timeout: 40_000, interval: 50 };
const READER = 'system:serviceaccount:people:jane';

/** For tests: files are looked at often. */
const looking = <T extends { readonly tls: TlsConfig | undefined }>(config: T): T => ({
  ...config,
  tls: config.tls && { ...config.tls, lookMs: 20 },
});

const lineOf = (port: number): string =>
  'Nov 19 12:15:03 node-1 kernel: calico-packet: IN=cali7f94ce7c295 OUT=eth0 ' +
  'MAC=ee:ee:ee:ee:ee:ee:1e:0a:36:33:f5:09:08:00 SRC=10.244.1.5 DST=198.51.100.7 LEN=60 ' +
  `TOS=0x00 PREC=0x00 TTL=63 ID=${port} DF PROTO=TCP SPT=45588 DPT=${port} WINDOW=64860 ` +
  'RES=0x00 SYN URGP=0 \n';

it('goes on behind a token of another node, and counts each line once', async () => {
  await using lab = await openAccessLab();
  await using folder = await TlsFolder.open();
  lab.api.access.bindings.push({ subject: READER, allow: ['list flows.dropcast.io'] });
  const log = keptLog();
  const kubeconfig = await folder.write('kubeconfig', lab.api.kubeconfig());
  const aggregator = await openAggregator(
    parseAggregatorConfig({
      ...{ listen: '127.0.0.1:0', http: '127.0.0.1:0', store: ':memory:' },
      ...(await folder.pair('server', LOOPBACK)),
      ...{ kubeconfig, clusterName: 'blue' },
    }),
    log,
  );
  await using relay = await openRelay(Number(aggregator.grpc.split(':')[1]));
  const tlsCa = await folder.trust();
  const tokenFile = await folder.write('token', lab.agentToken('n1'));
  const path = await folder.write('kern.log', lineOf(1));
  const agent = parseAgentConfig({
    ...{ source: 'file', path, from: 'oldest', windowMs: '100', conntrack: 'off', node: 'n1' },
    ...{ aggregator: `127.0.0.1:${relay.port}`, http: `127.0.0.1:${await freePort()}` },
    ...{ logLevel: 'silent', tlsCa, tokenFile },
  });
  const stop = new AbortController();
  const ran = runAgent(looking(agent), stop.signal);
  const readerToken = await folder.write('reader', lab.readerToken('jane'));
  const question = { aggregator: aggregator.grpc, tlsCa, tokenFile: readerToken };
  const counted = () =>
    ask(connectAggregator, question, async (client) => {
      const counts: string[] = [];
      const request = { filter: {}, limit: 0 };
      for await (const { port, lines } of client.listEdges(request, stop.signal))
        counts.push(`${port}: ${lines}`);
      return counts.sort();
    });
  await expect.poll(counted, ARRIVAL).toEqual(['1: 1']);

  await folder.write('token', lab.agentToken('n2'));
  const isRefused = () => {
    relay.sever();
    return log.lines.some(({ text }) => text.includes('on node n2, not on n1'));
  };
  await expect.poll(isRefused, ARRIVAL).toBe(true);
  await appendFile(path, lineOf(2));
  expect(await counted()).toEqual(['1: 1']);

  await folder.write('token', lab.agentToken('n1'));
  await expect.poll(counted, ARRIVAL).toEqual(['1: 1', '2: 1']);
  stop.abort();
  await ran;
  await aggregator.close();
});
