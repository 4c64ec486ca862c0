/**
 * Gathers the world out of objects of all kinds. Of objects that come twice the last one counts, as
 * if they were applied one after the other; a template counts where no pod of its workload runs.
 */
import type { Cidr } from '../../flow/cidr.ts';
import type { Workload } from '../../flow/endpoint.ts';
import { readClusterAddresses, readNodeAddresses } from '../../manifest/addresses.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { Tier } from '../model/policy.ts';
import type {
  HostEndpoint,
  Labels,
  Named,
  NetworkSet,
  ServiceAccount,
  World,
  WorldNode,
  WorldPod,
  WorldService,
  WorldServicePort,
} from '../model/world.ts';
import { readHostEndpoint, readNetworkSet, readTier } from './calico-world.ts';
import { readCidr } from './read-net.ts';
import { PORT_MAX } from './read-port.ts';
import {
  readController,
  readPod,
  readServiceProtocol,
  readTemplate,
  TEMPLATE_PATHS,
} from './world-pods.ts';

const keyOf = ({ namespace, name }: Named): string => `${namespace}/${name}`;
const workloadKey = ({ namespace, workload }: WorldPod): string =>
  `${workload.kind} ${namespace}/${workload.name}`;

/** A namespace is asked for only where a kind has one. */
type ReadNamespace = () => string;

export class WorldBuilder {
  readonly #namespaces = new Map<string, Labels>();
  readonly #pods: { fields: Fields; namespace: string }[] = [];
  readonly #templates = new Map<string, WorldPod>();
  readonly #owners = new Map<string, Workload>();
  readonly #accounts = new Map<string, ServiceAccount>();
  readonly #nodes = new Map<string, WorldNode>();
  readonly #sets = new Map<string, NetworkSet>();
  readonly #hostEndpoints = new Map<string, HostEndpoint>();
  readonly #services = new Map<string, WorldService>();
  readonly #tiers = new Map<string, Tier>();
  readonly #podBlocks: Cidr[] = [];

  /** Whether it is of a kind that the world is made of; throws FieldError. */
  add(kind: string, fields: Fields, namespace: ReadNamespace): boolean {
    if (kind in TEMPLATE_PATHS) return this.#addWorkload(kind, fields, namespace());
    return this.#addKubernetes(kind, fields, namespace) || this.#addCalico(kind, fields, namespace);
  }

  #addKubernetes(kind: string, fields: Fields, namespace: ReadNamespace): boolean {
    const metadata = fields.at('metadata');
    const name = () => metadata.at('name').requiredText();
    const labels = () => metadata.at('labels').texts();
    switch (kind) {
      case 'Namespace':
        this.#namespaces.set(name(), labels());
        return true;
      case 'Pod':
        this.#pods.push({ fields, namespace: namespace() });
        return true;
      case 'ServiceAccount':
        put(this.#accounts, { namespace: namespace(), name: name(), labels: labels() });
        return true;
      case 'Node':
        this.#nodes.set(name(), {
          name: name(),
          labels: labels(),
          addresses: readNodeAddresses(fields),
        });
        this.#podBlocks.push(...fields.at('spec').at('podCIDRs').items().map(readCidr));
        return true;
      case 'Service':
        put(this.#services, readService(fields, namespace()));
        return true;
      default:
        return false;
    }
  }

  #addCalico(kind: string, fields: Fields, namespace: ReadNamespace): boolean {
    switch (kind) {
      case 'Tier': {
        const tier = readTier(fields);
        this.#tiers.set(tier.name, tier);
        return true;
      }
      case 'NetworkSet':
      case 'GlobalNetworkSet':
        put(this.#sets, readNetworkSet(fields, kind === 'NetworkSet' ? namespace() : ''));
        return true;
      case 'IPPool':
        this.#podBlocks.push(readCidr(fields.at('spec').at('cidr')));
        return true;
      case 'HostEndpoint': {
        const endpoint = readHostEndpoint(fields);
        this.#hostEndpoints.set(endpoint.name, endpoint);
        return true;
      }
      default:
        return false;
    }
  }

  #addWorkload(kind: string, fields: Fields, namespace: string): boolean {
    const metadata = fields.at('metadata');
    const owner = readController(metadata);
    const name = metadata.at('name').requiredText();
    if (owner !== undefined) this.#owners.set(`${kind} ${namespace}/${name}`, owner);
    const pod = readTemplate(fields, kind, namespace);
    if (pod !== undefined) this.#templates.set(workloadKey(pod), pod);
    return true;
  }

  /** Reads the pods, whose owners are all known now; `attempt` hears of the mistakes. */
  build(
    attempt: (read: () => WorldPod | undefined, fields: Fields) => WorldPod | undefined,
  ): World {
    const running = new Map<string, WorldPod>();
    for (const { fields, namespace } of this.#pods) {
      const pod = attempt(() => readPod(fields, namespace, this.#owners), fields);
      if (pod !== undefined) running.set(keyOf(pod), pod);
    }
    const live = new Set([...running.values()].map(workloadKey));
    const made = [...this.#templates].filter(([key]) => !live.has(key)).map(([, pod]) => pod);
    return {
      namespaces: this.#namespaces,
      pods: [...running.values(), ...made],
      serviceAccounts: [...this.#accounts.values()],
      nodes: [...this.#nodes.values()],
      networkSets: [...this.#sets.values()],
      hostEndpoints: [...this.#hostEndpoints.values()],
      services: [...this.#services.values()],
      podBlocks: this.#podBlocks,
      tiers: [...this.#tiers.values()],
    };
  }
}

function put<T extends Named>(map: Map<string, T>, object: T): void {
  map.set(keyOf(object), object);
}

function readService(fields: Fields, namespace: string): WorldService {
  const spec = fields.at('spec');
  const selector = spec.at('selector').texts();
  return {
    namespace,
    name: fields.at('metadata').at('name').requiredText(),
    selector: Object.keys(selector).length === 0 ? undefined : selector,
    clusterIps: readClusterAddresses(fields),
    ports: spec.at('ports').items().map(readServicePort),
  };
}

function readServicePort(fields: Fields): WorldServicePort {
  const port = fields.at('port').integer(1, PORT_MAX);
  if (port === undefined) throw new FieldError(fields.at('port').path, 'is missing');
  const target = fields.at('targetPort');
  const name = typeof target.value === 'string' ? target.text() : undefined;
  return {
    protocol: readServiceProtocol(fields.at('protocol')),
    port,
    targetPort: name || target.integer(0, PORT_MAX) || port,
  };
}
