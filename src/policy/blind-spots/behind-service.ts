/** Who answers behind a port of a service: policies see the pods and their ports. */
import { TCP } from '../../flow/protocol.ts';
import type { ServicePort } from '../declared/declared.ts';
import type { WorldServicePort } from '../model/world.ts';
import { type Party, partyOf, partyOfAbsent } from './party.ts';
import { nameKey, type SpotContext } from './spot-context.ts';
import { hasLabels, type Subject } from './subjects.ts';

export interface Backend {
  readonly party: Party;
  /** Undefined: the pods that stand there are not known. */
  readonly subject: Subject | undefined;
  /** Undefined: not known. */
  readonly port: number | undefined;
}

/** At least one: where nothing is known of the service, some pod of its namespace. */
export function backendsOf(
  context: SpotContext,
  reference: ServicePort,
  protocol = TCP,
): readonly Backend[] {
  const facts = context.services.get(nameKey(reference));
  const { namespace, name } = reference;
  const selector = facts?.service.selector;
  if (facts === undefined || selector === undefined) {
    const pods = { namespace, labels: {}, text: `service ${name}`, hasAllLabels: false };
    return [{ party: partyOfAbsent(pods), subject: undefined, port: undefined }];
  }
  const number =
    typeof reference.port === 'number'
      ? reference.port
      : facts.declared?.portNames.get(reference.port);
  const port = facts.service.ports.find(
    (each) => each.port === number && each.protocol === protocol,
  );
  const behind = subjectsBehind(context, namespace, selector);
  if (behind.length > 0) {
    return behind.map((subject) => ({
      party: partyOf(subject),
      subject,
      port: targetOf(port, subject),
    }));
  }
  const party = partyOfAbsent({ namespace, labels: selector, text: name, hasAllLabels: false });
  return [{ party, subject: undefined, port: targetOf(port, undefined) }];
}

export function subjectsBehind(
  { subjects }: SpotContext,
  namespace: string,
  selector: Readonly<Record<string, string>>,
): readonly Subject[] {
  return subjects.filter(
    (subject) =>
      subject.namespace === namespace &&
      subject.pods.some(({ labels }) => hasLabels(labels, selector)),
  );
}

function targetOf(
  port: WorldServicePort | undefined,
  subject: Subject | undefined,
): number | undefined {
  const target = port?.targetPort;
  if (typeof target !== 'string') return target;
  const named = subject?.pods[0]?.ports;
  return named?.find(({ name, protocol }) => name === target && protocol === port?.protocol)?.port;
}
