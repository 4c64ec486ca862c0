/** Our informer as the bench's client: `json` as the fifth argument leaves protobuf out. */
import type { Pod } from '../../src/kube/objects.ts';
import type { Informer } from '../../src/kube/watch/informer.ts';
import { type Client, type ClientOptions, measureClient } from './client.ts';

const isJson = process.argv[6] === 'json';

async function load(): Promise<Client> {
  const { Informer } = await import('../../src/kube/watch/informer.ts');
  const { Reflector } = await import('../../src/kube/watch/reflector.ts');
  const { pods } = await import('../../src/kube/watch/resource.ts');
  const { SYSTEM_CLOCK } = await import('../../src/agent/clock.ts');
  const informer = new Informer({ ip: ({ ips }: Pod) => ips, node: ({ node }: Pod) => [node] });
  const forever = new AbortController().signal;
  return {
    async sync({ origin, ca, node }: ClientOptions, added: () => void) {
      const none = { cert: undefined, key: undefined, servername: undefined };
      const tls = { ca, ...none, rejectUnauthorized: true };
      const credentials = { server: origin, headers: {}, tls };
      const forget = (): void => {};
      const access = { origin: 'bench', credentials: async () => credentials, forget };
      const { readItem, ...json } = pods(node);
      const resource = isJson || readItem === undefined ? json : { ...json, readItem };
      const clock = SYSTEM_CLOCK;
      const reflector = new Reflector({
        ...{ access, resource, sink: informer, clock, random: Math.random },
        onError: (line) => console.error(line),
      });
      void reflector.run(forever);
      await informer.whenSynced(forever);
      informer.subscribe({ added, updated: () => {}, deleted: () => {} });
    },
    size: () => informer.size,
    held: () => heldBy(informer),
  };
}

function* heldBy(informer: Informer<Pod, 'ip' | 'node'>) {
  for (const { name, uid, ips } of informer.objects()) yield { name, uid, ip: ips[0] ?? '' };
}

await measureClient(load);
