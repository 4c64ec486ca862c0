/** @kubernetes/client-node's makeInformer as the bench's client, used as its README shows. */
import type { V1Pod } from '@kubernetes/client-node';
import { type Client, type ClientOptions, measureClient } from './client.ts';

async function load(): Promise<Client> {
  const { CoreV1Api, KubeConfig, makeInformer } = await import('@kubernetes/client-node');
  let list = (): V1Pod[] => [];
  let size = 0;
  return {
    async sync({ origin, ca, node }: ClientOptions, added: () => void) {
      const config = new KubeConfig();
      config.loadFromClusterAndUser(
        { name: 'bench', server: origin, skipTLSVerify: false, ...(ca && { caData: btoa(ca) }) },
        { name: 'bench', token: 'none' },
      );
      const api = config.makeApiClient(CoreV1Api);
      const fieldSelector = node === undefined ? undefined : `spec.nodeName=${node}`;
      const query = fieldSelector === undefined ? '' : `?fieldSelector=${fieldSelector}`;
      const informer = makeInformer(config, `/api/v1/pods${query}`, () =>
        api.listPodForAllNamespaces(fieldSelector === undefined ? {} : { fieldSelector }),
      );
      informer.on('error', (error: unknown) => console.error(String(error)));
      informer.on('add', () => {
        size++;
        added();
      });
      informer.on('delete', () => size--);
      list = () => informer.list() as V1Pod[];
      await informer.start();
    },
    size: () => size,
    *held() {
      for (const { metadata, status } of list()) {
        yield { name: metadata?.name ?? '', uid: metadata?.uid ?? '', ip: status?.podIP ?? '' };
      }
    },
  };
}

await measureClient(load);
