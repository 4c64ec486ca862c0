/**
 * What runs inside a demo pod that answers: `pod-server.js udp:53 tcp:8080 …` binds each port on
 * all addresses and prints `ready` once all are bound. UDP answers a DNS query with an empty
 * reply, TCP with one HTTP response.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';

const hasIpv6 = existsSync('/proc/net/if_inet6');
const ANY = hasIpv6 ? '::' : '0.0.0.0';

/** QR and RA bits of a DNS header's third and fourth byte (RFC 1035, 4.1.1). */
const RESPONSE = 0x80;

async function answerUdp(port: number): Promise<void> {
  const socket = createSocket(hasIpv6 ? 'udp6' : 'udp4');
  socket.on('message', (query, peer) => {
    const answer = Buffer.from(query);
    if (answer.length < 4) return;
    answer[2] = answer[2]! | RESPONSE;
    answer[3] = RESPONSE;
    socket.send(answer, peer.port, peer.address);
  });
  socket.bind(port, ANY);
  await once(socket, 'listening');
}

async function answerTcp(port: number): Promise<void> {
  const server = createServer((_, response) => response.end('ok\n'));
  server.listen(port, ANY);
  await once(server, 'listening');
}

for (const spec of process.argv.slice(2)) {
  const [protocol, port] = spec.split(':');
  await (protocol === 'udp' ? answerUdp(Number(port)) : answerTcp(Number(port)));
}
process.stdout.write('ready\n');
