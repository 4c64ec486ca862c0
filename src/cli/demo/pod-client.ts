/**
 * What runs inside a demo pod that asks: `pod-client.js dns=ADDRESS http=ADDRESS:PORT*COUNT
 * echo=ADDRESS …`, one after the other. Prints one word per errand: `answered`, the error's code,
 * or `unavailable`.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { get } from 'node:http';
import { isIPv6 } from 'node:net';
import { sendEcho } from './echo.ts';

const ANSWER_MS_MAX = 3_000;

/** A query for the address of api.shop.svc.cluster.local (RFC 1035, 4.1). */
function dnsQuery(): Buffer {
  const labels = ['api', 'shop', 'svc', 'cluster', 'local'];
  const name = labels.map((label) => String.fromCharCode(label.length) + label).join('');
  return Buffer.concat([
    Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    Buffer.from(`${name}\0`, 'latin1'),
    Buffer.from([0, 1, 0, 1]),
  ]);
}

async function askDns(address: string): Promise<string> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  try {
    socket.send(dnsQuery(), 53, address);
    await once(socket, 'message', { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    return 'answered';
  } finally {
    socket.close();
  }
}

async function askHttp(authority: string): Promise<string> {
  const request = get(`http://${authority}/`, { agent: false, timeout: ANSWER_MS_MAX });
  request.on('timeout', () => request.destroy(new Error('timeout')));
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
  return 'answered';
}

async function runErrand(kind: string, target: string): Promise<string> {
  try {
    if (kind === 'dns') return await askDns(target);
    if (kind === 'http') return await askHttp(target);
    return await sendEcho(target);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return String(code ?? error);
  }
}

for (const errand of process.argv.slice(2)) {
  const [, kind = '', target = '', count = '1'] = /^(\w+)=([^*]+)(?:\*(\d+))?$/.exec(errand) ?? [];
  const results = new Set<string>();
  for (let i = 0; i < Number(count); i++) results.add(await runErrand(kind, target));
  process.stdout.write(`${[...results].join(',')}\n`);
}
