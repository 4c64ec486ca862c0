/**
 * What is reached from outside through a proxy in the cluster: the services behind Ingresses and
 * behind routes of the Gateway API, and where cert-manager proves certificates over HTTP.
 */
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { DeclaredBackend, ServicePort } from './declared.ts';

const PORT_MAX = 65_535;

/** Routes of the Gateway API that lead to services. */
export const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'] as const;

/** Annotations by which an Ingress asks cert-manager for a certificate. */
const ISSUER_ANNOTATIONS = [
  'cert-manager.io/cluster-issuer',
  'cert-manager.io/issuer',
  'kubernetes.io/tls-acme',
];

export function readIngress(fields: Fields, namespace: string): readonly DeclaredBackend[] {
  const spec = fields.at('spec');
  const paths = spec
    .at('rules')
    .items()
    .flatMap((rule) => rule.at('http').at('paths').items());
  const all = [spec.at('defaultBackend'), ...paths.map((path) => path.at('backend'))];
  const from = nameOf('Ingress', fields, namespace);
  return all.flatMap((backend) => {
    const service = backend.at('service');
    // A resource of another kind: what it is is nobody's business here.
    if (service.isAbsent) return [];
    const name = service.at('name').requiredText();
    return [{ from, service: { namespace, name, port: readPort(service.at('port')) } }];
  });
}

function readPort(port: Fields): number | string {
  const found = port.at('number').integer(1, PORT_MAX) ?? port.at('name').text();
  if (found === '') throw new FieldError(port.path, 'needs a number or a name');
  return found;
}

export function readRoute(
  kind: string,
  fields: Fields,
  namespace: string,
): readonly DeclaredBackend[] {
  const from = nameOf(kind, fields, namespace);
  const rules = fields.at('spec').at('rules').items();
  return rules
    .flatMap((rule) => rule.at('backendRefs').items())
    .flatMap((reference) => {
      const service = readReference(reference, namespace);
      return service === undefined ? [] : [{ from, service }];
    });
}

/** Undefined: it leads to something else than a service. */
function readReference(reference: Fields, namespace: string): ServicePort | undefined {
  if (!['', 'Service'].includes(reference.at('kind').text())) return undefined;
  const port = reference.at('port').integer(1, PORT_MAX);
  if (port === undefined) return undefined;
  const own = reference.at('namespace').text() || namespace;
  return { namespace: own, name: reference.at('name').requiredText(), port };
}

/** Whether the Ingress asks for a certificate, which may be proven over HTTP. */
export function asksForCertificate(ingress: Fields): boolean {
  const annotations = ingress.at('metadata').at('annotations');
  return ISSUER_ANNOTATIONS.some((key) => annotations.at(key).text() !== '');
}

/** Whether an Issuer or ClusterIssuer of cert-manager proves domains over HTTP. */
export function solvesOverHttp(issuer: Fields): boolean {
  const solvers = issuer.at('spec').at('acme').at('solvers').items();
  return solvers.some((solver) => !solver.at('http01').isAbsent);
}

/** `Ingress shop/web` */
export function nameOf(kind: string, fields: Fields, namespace: string): string {
  const name = fields.at('metadata').at('name').requiredText();
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
