/**
 * What comes in from outside: the ingress controller to the pods behind Ingresses and routes, and
 * to those that cert-manager starts for a minute to prove a domain over HTTP.
 */
import { TCP } from '../../flow/protocol.ts';
import { type Backend, backendsOf } from './behind-service.ts';
import type { BlindSpot } from './blind-spot.ts';
import { callersAmong, isCalled } from './callers.ts';
import { findGapsOfAny, type Gap } from './need.ts';
import { type Party, partyOfAbsent, unknownParty } from './party.ts';
import { nameKey, type SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';
import type { Subject } from './subjects.ts';

/** What controllers are called in the usual charts and manifests. */
const CONTROLLER_APPS: ReadonlySet<string> = new Set([
  'apisix',
  'contour',
  'emissary-ingress',
  'haproxy-ingress',
  'ingress-nginx',
  'istio-ingressgateway',
  'kong',
  'kubernetes-ingress',
  'nginx-ingress',
  'nginx-ingress-controller',
  'traefik',
]);
const CONTROLLER_NAMESPACES = ['ingress', 'ingress-controller', 'ingress-nginx', 'traefik'];
/** Parts of them that connect to no backend. */
const OTHER_COMPONENTS = ['admission-webhook', 'contour', 'default-backend', 'defaultbackend'];
/** On the pods that a controller of the Gateway API starts for a gateway. */
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Source: cert-manager's HTTP-01 solver, pkg/issuer/acme/http. */
const SOLVER_LABEL = 'acme.cert-manager.io/http01-solver';
const SOLVER_PORT = 8089;

export function findIngress(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const found = context.subjects.filter(isController);
  const controllers = callersAmong(context, found, 'the ingress controller');
  const text =
    controllers.length === 0
      ? 'no ingress controller is known: by label app.kubernetes.io/name or by its namespace'
      : `the ingress controller is ${controllers.map(({ text: name }) => name).join(', ')}`;
  const callers = controllers.length > 0 ? controllers : [unknownParty('the ingress controller')];
  return [backendSpot(context, callers, text), solverSpot(context, callers, text)];
}

/** Of several controllers one is enough: which Ingress is whose is not known. */
function backendSpot(
  context: SpotContext,
  callers: readonly Party[],
  text: string,
): BlindSpot | undefined {
  const { backends } = context.declared;
  const all = backends.flatMap(({ service }) => backendsOf(context, service));
  const gaps = distinct(all).flatMap((backend) => gapsOf(context, callers, backend));
  const concerned = new Set(gaps.map(({ destination }) => destination.text));
  const declared = backends.filter(({ service }) =>
    backendsOf(context, service).some(({ party }) => concerned.has(party.text)),
  );
  return spotOf(context, {
    id: 'ingress',
    what: 'Requests of the ingress controller (answered with 502 or 504 then)',
    gaps,
    objects: [
      ...declared.map(({ from, service }) => `declared: ${from} leads to ${nameKey(service)}`),
      text,
    ],
    fix: fixText(gaps.some(({ source }) => source.ends.some(({ kind }) => kind === 'node'))),
    policyName: 'allow-ingress-controller',
  });
}

function solverSpot(
  context: SpotContext,
  callers: readonly Party[],
  text: string,
): BlindSpot | undefined {
  const { solvers } = context.declared;
  const gaps = [...solvers.keys()].flatMap((namespace) => {
    const labels = { [SOLVER_LABEL]: 'true' };
    const pods = { namespace, labels, text: 'cm-acme-http-solver', hasAllLabels: true };
    const solver = { party: partyOfAbsent(pods), subject: undefined, port: SOLVER_PORT };
    return gapsOf(context, callers, solver);
  });
  return spotOf(context, {
    id: 'http01_solver',
    what: "Requests to cert-manager's HTTP-01 solver pods, by which certificates are renewed,",
    gaps,
    objects: [...solvers.values()]
      .map((from) => `declared: ${from} asks for a certificate`)
      .concat(text),
    fix:
      `Allow ingress from the ingress controller to pods ${SOLVER_LABEL}=true on TCP ` +
      `${SOLVER_PORT}: they are there only while a certificate is issued or renewed.`,
    policyName: 'allow-http01-solver',
  });
}

function fixText(isInHostNetwork: boolean): string {
  const how = isInHostNetwork
    ? "by the addresses of its nodes (an ipBlock), since it is in the host's network"
    : 'by its namespace and labels';
  return `Allow ingress from the ingress controller to the pods' own ports, ${how}.`;
}

function gapsOf(
  { evaluator, seen }: SpotContext,
  callers: readonly Party[],
  { party, port }: Backend,
): readonly Gap[] {
  const needs = callers.map((source) => ({ source, destination: party, protocol: TCP, port }));
  return findGapsOfAny(evaluator, needs, seen);
}

function distinct(backends: readonly Backend[]): Backend[] {
  return [...new Map(backends.map((each) => [`${each.party.text}:${each.port}`, each])).values()];
}

function isController(subject: Subject): boolean {
  const { namespace, labels, workload } = subject;
  const component = labels['app.kubernetes.io/component'] ?? '';
  if (OTHER_COMPONENTS.includes(component) || workload.kind === 'Job') return false;
  if (labels[GATEWAY_LABEL] !== undefined) return true;
  return isCalled(subject, CONTROLLER_APPS) || CONTROLLER_NAMESPACES.includes(namespace);
}
