/**
 * The aggregator of a cluster by its labels (deploy/aggregator.yaml): a pod that is ready, the port
 * that asks to be called `grpc`, and the name that its certificate bears.
 */
import { ApiError } from '../kube/api/api-error.ts';
import type { JsonApi } from '../kube/api/json-api.ts';
import type { PodPort } from '../kube/api/port-forward.ts';
import { FieldError, type Fields } from '../manifest/fields.ts';
import { CommandError } from './ask.ts';

/** Where `deploy/` puts it. */
const USUAL_NAMESPACE = 'dropcast';

const LABELS = 'app.kubernetes.io/name=dropcast,app.kubernetes.io/component=aggregator';
const USUAL_SERVICE = 'dropcast-aggregator';
const PORT_NAME = 'grpc';
const USUAL_PORT = 50_051;

export interface FoundAggregator {
  readonly target: PodPort;
  /** What its certificate names. */
  readonly serverName: string;
}

/**
 * In `namespace`, by default where it usually is, and nowhere else: whoever may run pods anywhere
 * could call one so, and would be shown the reader's token. Throws CommandError when there is none
 * that is ready, or when one may not look.
 */
export async function findAggregator(
  api: JsonApi,
  origin: string,
  namespace = USUAL_NAMESPACE,
): Promise<FoundAggregator> {
  try {
    const pods = await listPods(api, namespace);
    const pod = pods.find(isReady);
    if (pod === undefined) throw new CommandError(nothingFound(pods.length, origin, namespace));
    const target = targetOf(pod);
    const labels = pod.at('metadata').at('labels').texts();
    const service = await findService(api, target.namespace, labels);
    return { target, serverName: `${service}.${target.namespace}.svc` };
  } catch (cause) {
    if (!(cause instanceof ApiError || cause instanceof FieldError)) throw cause;
    const what = `the aggregator cannot be looked for through ${origin}: ${cause.message}`;
    throw new CommandError(`${what}; or set --aggregator`, { cause });
  }
}

async function listPods(api: JsonApi, namespace: string): Promise<Fields[]> {
  const place = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
  const list = await api.get(`${place}?labelSelector=${encodeURIComponent(LABELS)}`);
  return list.at('items').items();
}

function isReady(pod: Fields): boolean {
  const conditions = pod.at('status').at('conditions').items();
  return (
    pod.at('metadata').at('deletionTimestamp').isAbsent &&
    conditions.some(
      (each) => each.at('type').text() === 'Ready' && each.at('status').text() === 'True',
    )
  );
}

function targetOf(pod: Fields): PodPort {
  const metadata = pod.at('metadata');
  const containers = pod.at('spec').at('containers').items();
  const ports = containers.flatMap((container) => container.at('ports').items());
  const named = ports.find((port) => port.at('name').text() === PORT_NAME);
  return {
    namespace: metadata.at('namespace').requiredText(),
    pod: metadata.at('name').requiredText(),
    port: named?.at('containerPort').integer(1, 65_535) ?? USUAL_PORT,
  };
}

/** Whoever may reach pods may not be allowed services: then it is called as `deploy/` calls it. */
async function findService(
  api: JsonApi,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<string> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/services`;
  const services = (await api.get(path).catch(() => undefined))?.at('items').items() ?? [];
  const before = services.find((service) => {
    const selector = Object.entries(service.at('spec').at('selector').texts());
    return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
  });
  return before?.at('metadata').at('name').text() || USUAL_SERVICE;
}

function nothingFound(pods: number, origin: string, namespace: string): string {
  const where = `namespace ${namespace} of ${origin}`;
  if (pods > 0) return `the aggregator in ${where} is not ready: see its pod`;
  return (
    `no aggregator is in ${where} (pods with ${LABELS}): ` +
    'install it with kubectl apply -k deploy, or set --aggregator-namespace or --aggregator'
  );
}
