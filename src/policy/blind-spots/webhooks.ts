/**
 * What the API server calls in the cluster. Where an admission webhook that fails closed is cut
 * off, the requests that it looks at are refused; where it looks at policies, the cure is, too.
 */
import { TCP } from '../../flow/protocol.ts';
import type { DeclaredWebhook } from '../declared/declared.ts';
import { type Backend, backendsOf } from './behind-service.ts';
import type { BlindSpot, Severity, SpotId } from './blind-spot.ts';
import { type ControlPlane, findControlPlane } from './control-plane.ts';
import { groupBy } from './fix-policies.ts';
import { findGaps, type Need } from './need.ts';
import type { Party } from './party.ts';
import { nameKey, type SpotContext } from './spot-context.ts';
import { type Finding, spotOf } from './spot-of.ts';
import { listText } from './why.ts';

const RESOURCES_MAX = 6;

/** One for each object, in the order of what they do. */
export function findWebhooks(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const controlPlane = findControlPlane(context);
  const groups = groupBy(
    context.declared.webhooks,
    ({ kind, name, service }) => `${kind} ${name} ${nameKey(service)}:${service.port}`,
  );
  return groups.map((group) => spotOfGroup(context, controlPlane, group));
}

function spotOfGroup(
  context: SpotContext,
  controlPlane: ControlPlane,
  group: readonly DeclaredWebhook[],
): BlindSpot | undefined {
  const { kind, name, service } = group[0]!;
  const backends = backendsOf(context, service);
  const own = findGaps(context.evaluator, needsOf(backends, controlPlane.parties));
  const gaps = [...own, ...findGaps(context.evaluator, needsOf(backends, controlPlane.tunnels))];
  const closed = group.filter(({ failsClosed }) => failsClosed);
  const words = closed.length > 0 ? deadlockWords(closed) : WORDS[kind](name);
  const isOverTunnel = own.length === 0;
  return spotOf(context, {
    ...words,
    gaps,
    denied: isOverTunnel ? 'may_break' : severityOf(backends, controlPlane, context),
    objects: [
      `declared: ${kind} ${name} calls service ${nameKey(service)}:${service.port}`,
      controlPlane.text,
      ...placementTexts(backends, controlPlane, context),
    ],
    policyName: `allow-${service.name}-webhook`,
  });
}

function needsOf(backends: readonly Backend[], callers: readonly Party[]): Need[] {
  return callers.flatMap((caller) =>
    backends.map(({ party, port }) => ({
      source: caller,
      destination: party,
      protocol: TCP,
      port,
    })),
  );
}

type Words = Pick<Finding, 'id' | 'what' | 'fix'>;

const FIX =
  'Allow ingress from the addresses of the control plane: an ipBlock, since no selector matches ' +
  "the host's network (of nodes that come and go, the block that they come from).";

const WORDS: Readonly<Record<DeclaredWebhook['kind'], (name: string) => Words>> = {
  ValidatingWebhookConfiguration: (name) => admission('ValidatingWebhookConfiguration', name),
  MutatingWebhookConfiguration: (name) => admission('MutatingWebhookConfiguration', name),
  CustomResourceDefinition: (name) => ({
    id: 'crd_conversion',
    what: `Calls to the converter of ${name}, without which its objects cannot be read,`,
    fix: FIX,
  }),
  APIService: (name) => ({
    id: 'api_service',
    what: `Calls to the server of APIService ${name}`,
    fix: `${FIX} Without it deleted namespaces stay in Terminating as well.`,
  }),
};

function admission(kind: string, name: string): Words {
  const id: SpotId = 'admission_webhook';
  const what = `Calls to the webhooks of ${kind} ${name}, which are then passed over,`;
  return { id, what, fix: FIX };
}

/** With the way back, which has to be known before: afterwards nothing can be applied. */
function deadlockWords(closed: readonly DeclaredWebhook[]): Words {
  const { kind, name } = closed[0]!;
  const resources = [...new Set(closed.flatMap((each) => each.resources))];
  const refused = listText(resources, RESOURCES_MAX) || 'all requests that it looks at';
  const guards = closed.some(({ guardsPolicies }) => guardsPolicies);
  const cure = guards ? ' Policies are among them: even the cure is refused.' : '';
  const patch = JSON.stringify(
    closed.map(({ index }) => ({
      op: 'replace',
      path: `/webhooks/${index}/failurePolicy`,
      value: 'Ignore',
    })),
  );
  const object = kind.toLowerCase();
  return {
    id: 'webhook_deadlock',
    what: `Webhook deadlock: calls to ${kind} ${name} (failurePolicy: Fail)`,
    fix:
      `${FIX} Cut off, it refuses ${refused}.${cure} The way back, which no webhook can refuse: ` +
      `first kubectl patch ${object} ${name} --type=json -p '${patch}' ` +
      `(or kubectl delete ${object} ${name}, which its owner may write again), then apply the ` +
      'policy below, then set it back to Fail.',
  };
}

/** A node reaches its own pods: what is on the control plane itself works until it moves. */
function severityOf(
  backends: readonly Backend[],
  { nodes }: ControlPlane,
  { world }: SpotContext,
): Severity {
  if (world.nodes.length === 1 && nodes.length === 1) return 'note';
  return isOnNodes(backends, nodes) ? 'may_break' : 'breaks';
}

function isOnNodes(backends: readonly Backend[], nodes: readonly string[]): boolean {
  const pods = backends.flatMap(({ subject }) => subject?.pods ?? []);
  return pods.length > 0 && pods.every(({ node }) => nodes.includes(node));
}

function placementTexts(
  backends: readonly Backend[],
  { nodes }: ControlPlane,
  { world }: SpotContext,
): string[] {
  if (!isOnNodes(backends, nodes)) return [];
  const until = world.nodes.length === 1 ? 'there is another node' : 'they move to another node';
  return [`its pods are on the control plane's own node, which no policy stops: until ${until}`];
}
