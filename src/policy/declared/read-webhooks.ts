/**
 * Whom the API server calls: admission webhooks, converters of custom resources, servers of further
 * APIs.
 * Source: Kubernetes' reference of admissionregistration.k8s.io, apiextensions.k8s.io and
 * apiregistration.k8s.io.
 */
import type { Fields } from '../../manifest/fields.ts';
import type { DeclaredWebhook, ServicePort, WebhookKind } from './declared.ts';

const HTTPS_PORT = 443;
const PORT_MAX = 65_535;
const POLICY_GROUP = 'networking.k8s.io';
const POLICY_RESOURCE = 'networkpolicies';

/** Those that call a service; a webhook with a URL is outside of the cluster. */
export function readAdmissionWebhooks(
  kind: WebhookKind,
  fields: Fields,
): readonly DeclaredWebhook[] {
  const name = fields.at('metadata').at('name').requiredText();
  const webhooks = fields.at('webhooks').items();
  return webhooks.flatMap((webhook, index) => {
    const service = readService(webhook.at('clientConfig').at('service'));
    if (service === undefined) return [];
    const rules = webhook.at('rules').items();
    const failsClosed = webhook.at('failurePolicy').text() !== 'Ignore';
    const resources = [...new Set(rules.flatMap(resourcesOf))];
    const guardsPolicies = rules.some(meansPolicies);
    return [{ kind, name, index, service, failsClosed, resources, guardsPolicies }];
  });
}

/** The converter of a custom resource: without it objects of other versions cannot be read. */
export function readConversion(fields: Fields): readonly DeclaredWebhook[] {
  const spec = fields.at('spec');
  const conversion = spec.at('conversion');
  const client = conversion.at('webhook').at('clientConfig');
  const service = readService(client.at('service'));
  if (conversion.at('strategy').text() !== 'Webhook' || service === undefined) return [];
  const name = fields.at('metadata').at('name').requiredText();
  return [called('CustomResourceDefinition', name, service, [name])];
}

/** Undefined where the API server answers itself. */
export function readApiService(fields: Fields): readonly DeclaredWebhook[] {
  const service = readService(fields.at('spec').at('service'));
  if (service === undefined) return [];
  const name = fields.at('metadata').at('name').requiredText();
  return [called('APIService', name, service, [`*.${fields.at('spec').at('group').text()}`])];
}

function called(
  kind: WebhookKind,
  name: string,
  service: ServicePort,
  resources: readonly string[],
): DeclaredWebhook {
  return { kind, name, index: 0, service, failsClosed: false, resources, guardsPolicies: false };
}

function readService(fields: Fields): ServicePort | undefined {
  if (fields.isAbsent) return undefined;
  return {
    namespace: fields.at('namespace').requiredText(),
    name: fields.at('name').requiredText(),
    port: fields.at('port').integer(1, PORT_MAX) ?? HTTPS_PORT,
  };
}

function resourcesOf(rule: Fields): string[] {
  const groups = textsOf(rule.at('apiGroups'));
  return textsOf(rule.at('resources')).flatMap((resource) =>
    groups.map((group) => (group === '' || resource === '*' ? resource : `${resource}.${group}`)),
  );
}

function meansPolicies(rule: Fields): boolean {
  const has = (list: string, ...names: readonly string[]) =>
    textsOf(rule.at(list)).some((text) => text === '*' || text === '*/*' || names.includes(text));
  return (
    has('apiGroups', POLICY_GROUP) &&
    has('resources', POLICY_RESOURCE) &&
    has('operations', 'CREATE', 'UPDATE')
  );
}

function textsOf(list: Fields): string[] {
  return list.items().map((item) => item.text());
}
