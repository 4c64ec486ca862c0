/**
 * `pods/portforward` over a WebSocket, as kubelets answer it: per port a channel of data and one of
 * errors, each begun with the port's number, little-endian (k8s.io/kubelet/pkg/cri/streaming).
 */
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { type Access, authenticate } from './access.ts';
import { BUILT_IN_RESOURCES } from './kube-object.ts';
import { acceptWebSocket, type WebSocketPeer } from './web-socket.ts';

const PROTOCOL = 'v4.channel.k8s.io';
const PATH = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/portforward$/;
const CHANNELS = { data: 0, error: 1 } as const;

/** Ports on loopback that stand for pods' ports, by `NAMESPACE/POD:PORT`. */
export type PodPorts = Readonly<Record<string, number>>;

export interface PortForwardOptions {
  readonly access: Access;
  readonly podPorts: PodPorts;
}

export const answerUpgrades =
  ({ access, podPorts }: PortForwardOptions) =>
  (request: IncomingMessage, socket: Duplex): void => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'https://server');
    const [, namespace = '', name = ''] = PATH.exec(pathname) ?? [];
    const user = authenticate(socket as TLSSocket, request.headers.authorization, access);
    const refusal = refusalOf(request, { user, namespace, name }, access);
    if (refusal !== undefined) {
      refuse(socket, refusal);
      return;
    }
    const port = Number(searchParams.get('ports'));
    acceptWebSocket(request, socket, PROTOCOL, (peer) =>
      forward(peer, port, podPorts[`${namespace}/${name}:${port}`]),
    );
  };

interface Asked {
  readonly user: string | undefined;
  readonly namespace: string;
  readonly name: string;
}

function refusalOf(
  { headers }: IncomingMessage,
  { user, namespace, name }: Asked,
  access: Access,
): string | undefined {
  if (user === undefined) return '401 Unauthorized';
  if (name === '') return '404 Not Found';
  const pods = BUILT_IN_RESOURCES.find(({ plural }) => plural === 'pods')!;
  const resource = { ...pods, plural: 'pods/portforward' };
  const attempt = { verb: 'create', resource, namespace, name, user } as const;
  if (!access.allows(attempt)) return '403 Forbidden';
  const offered = headers['sec-websocket-protocol']?.split(/, */) ?? [];
  return offered.includes(PROTOCOL) ? undefined : '400 Bad Request';
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function forward(peer: WebSocketPeer, port: number, local: number | undefined) {
  const send = (channel: number, bytes: Buffer) =>
    peer.send(Buffer.concat([Buffer.from([channel]), bytes]));
  const number = Buffer.from([port & 0xff, port >> 8]);
  send(CHANNELS.data, number);
  send(CHANNELS.error, number);
  const refused = (why: string) => {
    send(CHANNELS.error, Buffer.from(`an error occurred forwarding ${port}: ${why}`));
    peer.close();
  };
  if (local === undefined) {
    refused('connection refused');
    return { message: () => {}, closed: () => {} };
  }
  const pod = connect({ port: local, host: '127.0.0.1' });
  pod.on('error', ({ message }) => refused(message));
  pod.on('data', (chunk: Buffer) => send(CHANNELS.data, chunk));
  pod.on('end', () => peer.close());
  return {
    message: (message: Buffer) => {
      if (message[0] === CHANNELS.data) pod.write(message.subarray(1));
    },
    closed: () => pod.destroy(),
  };
}
