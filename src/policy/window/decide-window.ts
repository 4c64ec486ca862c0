/**
 * From a cluster to its window: the form that is safe there, the objects, what stands against it.
 * A window with a refusal among its findings must not be opened.
 */

import type { ManifestObject } from '../../manifest/manifest-object.ts';
import { formatPolicyId, type Policy } from '../model/policy.ts';
import type { World } from '../model/world.ts';
import { overlay, readManifests } from '../read/read-manifests.ts';
import {
  type CalicoApiVersion,
  type CalicoVersion,
  readCalicoFacts,
  SERVED_API,
} from './calico-facts.ts';
import { type Judgement, judgeWindow, type VerdictChange } from './judge-window.ts';
import { makeWindow, type WindowObject } from './make-window.ts';
import { clusterFindings, type Finding } from './preflight.ts';
import { WINDOW_TIER, type WindowForm, windowForm } from './window-form.ts';
import { readRecord, type WindowScope } from './window-record.ts';

export interface WindowCluster {
  readonly policies: readonly Policy[];
  readonly world: World;
  readonly objects: readonly ManifestObject[];
  /** Of Calico, where the API server told; undefined: as its objects say. */
  readonly apiVersion: CalicoApiVersion | undefined;
}

export interface WindowWish {
  /** Empty: all but those that keep the cluster itself going. */
  readonly namespaces: readonly string[];
  readonly endsAtUs: number;
  /** Where the cluster's objects do not tell. */
  readonly calicoVersion: CalicoVersion | undefined;
}

export interface WindowDecision {
  readonly form: WindowForm | undefined;
  readonly objects: readonly WindowObject[];
  readonly findings: readonly Finding[];
  readonly judgement: Judgement | undefined;
}

/** Namespaces of the cluster itself, and ours: what they send would only be noise. */
const EXCLUDED_NAMESPACES = [
  'calico-apiserver',
  'calico-system',
  'dropcast',
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'tigera-operator',
];

/** Throws FieldError for objects of Calico that cannot be read. */
export function decideWindow(cluster: WindowCluster, wish: WindowWish): WindowDecision {
  const facts = readCalicoFacts(cluster.objects);
  const version = facts.version ?? wish.calicoVersion;
  const form = windowForm({ ...facts, version });
  if (form === undefined) return refused(NO_VERSION);
  const apiVersion = cluster.apiVersion ?? facts.apiVersion ?? SERVED_API;
  const before = withoutWindow(cluster);
  const objects = makeWindow({
    ...{ apiVersion, form, scope: scopeOf(wish), endsAtUs: wish.endsAtUs },
    ...{ logPrefix: facts.logPrefix, policies: before.policies, tiers: before.world.tiers },
  });
  if (objects.length === 0) return refused(NOTHING_OPEN);
  const judgement = judgeWindow(before, withWindow(before, objects));
  const findings = [
    ...clusterFindings({ ...facts, apiVersion }, form),
    ...unknownNamespaces(cluster.world, wish),
    ...foreignObjects(cluster.objects, objects),
    ...tierGuests(before.policies),
    ...judgement.changes.slice(0, 1).map(asFinding),
    ...ofForm(form, judgement),
  ];
  return { form, objects, findings, judgement };
}

const NO_VERSION =
  'which Calico this is cannot be told (no ClusterInformation, no Tier with a defaultAction): ' +
  'say it with --calico-version, such as 3.30';
const NOTHING_OPEN =
  'policies select every pod already, and this Calico (before 3.29) cannot log without deciding: ' +
  'there is nothing that could be observed without harm';

function refused(what: string): WindowDecision {
  const findings = [{ level: 'refusal' as const, what }];
  return { form: undefined, objects: [], findings, judgement: undefined };
}

function scopeOf({ namespaces }: WindowWish): WindowScope {
  if (namespaces.length === 0) return { except: EXCLUDED_NAMESPACES };
  return { only: [...new Set(namespaces)].sort() };
}

/** As if a window that is open now were not. */
function withoutWindow({ policies, world, objects }: WindowCluster) {
  const own = new Set(objects.flatMap(({ kind, fields }) => readRecord(kind, fields)?.name ?? []));
  return {
    policies: policies.filter(({ id }) => id.kind !== 'GlobalNetworkPolicy' || !own.has(id.name)),
    world,
  };
}

/** Read from what is shown and applied, not from what was meant. */
function withWindow(
  { policies, world }: Pick<WindowCluster, 'policies' | 'world'>,
  objects: readonly WindowObject[],
) {
  const text = JSON.stringify({ kind: 'List', items: objects });
  const over = readManifests([{ file: 'the window', text }]);
  const [error] = over.errors;
  if (error !== undefined) throw error;
  const tiers = [...world.tiers.filter(({ name }) => name !== WINDOW_TIER), ...over.world.tiers];
  return { policies: overlay(policies, over.policies), world: { ...world, tiers } };
}

function unknownNamespaces({ namespaces }: World, wish: WindowWish): Finding[] {
  if (namespaces.size === 0) return [];
  const unknown = wish.namespaces.filter((name) => !namespaces.has(name));
  return unknown.map((name) => ({ level: 'refusal', what: `there is no namespace ${name}` }));
}

/** What has the name of one of ours, and is not. */
function foreignObjects(
  there: readonly ManifestObject[],
  objects: readonly WindowObject[],
): Finding[] {
  const foreign = there.filter(
    ({ kind, group, fields }) =>
      group.endsWith('projectcalico.org') &&
      objects.some(
        (own) => own.kind === kind && own.metadata.name === fields.at('metadata').at('name').text(),
      ) &&
      readRecord(kind, fields) === undefined,
  );
  return foreign.map(({ kind, fields }) => {
    const name = fields.at('metadata').at('name').text();
    return {
      level: 'refusal',
      what: `there is a ${kind} ${name} that is not a window's: delete it first`,
    };
  });
}

/** Policies of others in the window's tier: they would lose it when the window closes. */
function tierGuests(policies: readonly Policy[]): Finding[] {
  const guests = policies.filter(({ tier }) => tier === WINDOW_TIER);
  return guests.map(({ id }) => ({
    level: 'refusal',
    what:
      `${formatPolicyId(id)} stands in tier ${WINDOW_TIER}, which goes when a window closes: ` +
      'move it to another',
  }));
}

function asFinding({ side, source, destination, traffic, before, after }: VerdictChange): Finding {
  const [from, to] = [source, destination].map(
    ({ namespace, name, workload, ip }) =>
      [namespace, workload?.name || name].filter(Boolean).join('/') || ip,
  );
  const port = traffic.port === undefined ? '' : `:${traffic.port}`;
  const what =
    `the window would change a verdict: ${side} of ${from} → ${to}${port} is ${before} without ` +
    `it and ${after} with it`;
  return { level: 'refusal', what };
}

function ofForm(form: WindowForm, { compared, connections }: Judgement): Finding[] {
  const part = {
    level: 'unchecked',
    what: `of ${connections} connections that policies tell apart, ${compared} were compared`,
  } as const;
  const open = {
    level: 'warning',
    what:
      'Calico before 3.29 logs only pods that no policy selects, and the window allows all of ' +
      'their traffic: a policy that comes later isolates none of them before the window is closed',
  } as const;
  return [...(form === 'unselected_pods' ? [open] : []), ...(compared < connections ? [part] : [])];
}
