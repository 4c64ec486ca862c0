/** Scrapes: Prometheus fetches metrics from pods; alerts fall silent where it no longer can. */
import { TCP } from '../../flow/protocol.ts';
import type { DeclaredMonitor } from '../declared/declared.ts';
import { type Backend, backendsOf, subjectsBehind } from './behind-service.ts';
import type { BlindSpot } from './blind-spot.ts';
import { callersAmong, isCalled } from './callers.ts';
import { findGapsOfAny } from './need.ts';
import { partyOf, unknownParty } from './party.ts';
import type { ServiceFacts, SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';
import { matchesLabels, type Subject } from './subjects.ts';

const SCRAPER_APPS: ReadonlySet<string> = new Set([
  'alloy',
  'grafana-agent',
  'opentelemetry-collector',
  'prometheus',
  'prometheus-agent',
  'victoria-metrics-agent',
  'vmagent',
]);

/** By convention of Prometheus' example configuration. */
const SCRAPE = 'prometheus.io/scrape';
const SCRAPE_PORT = 'prometheus.io/port';

interface Target extends Pick<Backend, 'party'> {
  readonly port: number;
  /** What declares it. */
  readonly from: string;
}

export function findMonitoring(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const found = context.subjects.filter((subject) => isCalled(subject, SCRAPER_APPS));
  const scrapers = callersAmong(context, found, 'the scraper');
  const callers = scrapers.length > 0 ? scrapers : [unknownParty('the scraper')];
  const targets = findTargets(context).map((target) => {
    const needs = callers.map((source) => ({
      source,
      destination: target.party,
      protocol: TCP,
      port: target.port,
    }));
    return { target, gaps: findGapsOfAny(context.evaluator, needs, context.seen) };
  });
  const closed = targets.filter(({ gaps }) => gaps.length > 0);
  const text =
    scrapers.length > 0
      ? `scraped by ${scrapers.map(({ text: name }) => name).join(', ')}`
      : 'no Prometheus is known: by label app.kubernetes.io/name, app or k8s-app';
  return [
    spotOf(context, {
      id: 'monitoring',
      what: 'Scrapes of metrics',
      gaps: closed.flatMap(({ gaps }) => gaps),
      objects: [...closed.map(({ target }) => `declared: ${target.from}`), text],
      fix: "Allow ingress from the scraper to the pods' metrics ports, and its own egress to them.",
      policyName: 'allow-scrapes',
    }),
  ];
}

/** Each once, whoever declares it. */
function findTargets(context: SpotContext): Target[] {
  const { declared, policed, services } = context;
  const all = [
    ...declared.monitors.flatMap((monitor) => targetsOf(context, monitor)),
    ...policed.flatMap(annotatedTargets),
    ...[...services.values()].flatMap((facts) => annotatedBehind(context, facts)),
  ];
  return [...new Map(all.map((each) => [`${each.party.text}:${each.port}`, each])).values()];
}

function targetsOf(context: SpotContext, monitor: DeclaredMonitor): Target[] {
  const { from, selector, namespaces, ports, selects } = monitor;
  const isIn = (namespace: string) => namespaces?.includes(namespace) ?? true;
  if (selects === 'pods') {
    const subjects = context.policed.filter(
      ({ namespace, pods }) => isIn(namespace) && matchesLabels(selector, pods[0]!.labels),
    );
    return subjects.flatMap((subject) =>
      ports.flatMap((port) => targetAt(subject, ownPort(subject, port), from)),
    );
  }
  const chosen = [...context.services.values()].filter(
    ({ service, declared }) =>
      isIn(service.namespace) && matchesLabels(selector, declared?.labels ?? {}),
  );
  return chosen.flatMap((facts) =>
    ports.flatMap((port) => targetsBehind(context, facts, port, from)),
  );
}

/** A name is that of the service's port, a number that of the pod's. */
function targetsBehind(
  context: SpotContext,
  { service, declared }: ServiceFacts,
  port: number | string,
  from: string,
): Target[] {
  const { namespace, name, selector } = service;
  if (typeof port === 'string' && declared?.portNames.has(port)) {
    const behind = backendsOf(context, { namespace, name, port });
    return behind.flatMap(({ subject, port: target }) => targetAt(subject, target, from));
  }
  const subjects = selector === undefined ? [] : subjectsBehind(context, namespace, selector);
  return subjects.flatMap((subject) => targetAt(subject, ownPort(subject, port), from));
}

function targetAt(subject: Subject | undefined, port: number | undefined, from: string): Target[] {
  if (subject === undefined || subject.hostNetwork || port === undefined) return [];
  const party = partyOf(subject);
  return [{ party, port, from: `${from} means ${party.text}:${port}` }];
}

function ownPort({ declared }: Subject, port: number | string): number | undefined {
  if (typeof port === 'number') return port;
  return declared?.ports.find(({ name }) => name === port)?.port;
}

function annotatedTargets(subject: Subject): Target[] {
  const annotations = subject.declared?.annotations ?? {};
  if (annotations[SCRAPE] !== 'true') return [];
  const port = portText(annotations[SCRAPE_PORT]) ?? subject.declared?.ports[0]?.port;
  return targetAt(subject, port, `annotation ${SCRAPE} of pods`);
}

function annotatedBehind(context: SpotContext, facts: ServiceFacts): Target[] {
  const annotations = facts.declared?.annotations ?? {};
  if (annotations[SCRAPE] !== 'true') return [];
  const { namespace, name } = facts.service;
  const from = `annotation ${SCRAPE} of service ${namespace}/${name}`;
  const port = portText(annotations[SCRAPE_PORT]);
  if (port !== undefined) return targetsBehind(context, facts, port, from);
  const ports = facts.service.ports.filter(({ protocol }) => protocol === TCP);
  return ports.flatMap((each) =>
    backendsOf(context, { namespace, name, port: each.port }).flatMap(({ subject, port: target }) =>
      targetAt(subject, target, from),
    ),
  );
}

function portText(text = ''): number | undefined {
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}
