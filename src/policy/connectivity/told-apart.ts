/**
 * What policies can tell ends apart by: labels of pods and nodes that some selector looks for, and
 * the blocks that their addresses may lie in. Ends that are alike in these are alike in all.
 */
import type { Policy } from '../model/policy.ts';
import type { EntityMatch, Rule } from '../model/rule.ts';
import type { Labels, World, WorldService } from '../model/world.ts';
import type { Selector } from '../selector/selector.ts';
import { AddressSpace, addressBytes, type BlockGroup } from './address-space.ts';

export interface ToldApart {
  readonly labels: ReadonlySet<string>;
  readonly spaces: readonly AddressSpace[];
}

export function toldApart(policies: readonly Policy[], world: World): ToldApart {
  const labels = new Set<string>();
  const groups: BlockGroup[] = world.networkSets.map(({ nets }) => nets);
  const services: WorldService[] = [];
  for (const { subject } of policies) addLabels(labels, subject);
  for (const entity of policies.flatMap(rulesOf).flatMap(entitiesOf)) {
    for (const selector of [entity.selector, entity.notSelector, entity.nodes]) {
      if (selector !== undefined) addLabels(labels, selector);
    }
    groups.push(entity.nets ?? [], entity.notNets ?? []);
    const { service } = entity;
    if (service !== undefined) services.push(...world.services.filter(isNamed(service)));
  }
  for (const { selector = {} } of services) {
    for (const label of Object.keys(selector)) labels.add(label);
  }
  if (services.length > 0) groups.push(...world.pods.flatMap(({ ips }) => ips).map(single));
  return { labels, spaces: [new AddressSpace(32, groups), new AddressSpace(128, groups)] };
}

function rulesOf({ ingress = [], egress = [] }: Policy): Rule[] {
  return [...ingress, ...egress];
}

function entitiesOf({ sources = [], destinations = [] }: Rule): EntityMatch[] {
  return [...sources, ...destinations];
}

function isNamed(of: { namespace: string; name: string }): (service: WorldService) => boolean {
  return ({ namespace, name }) => namespace === of.namespace && name === of.name;
}

function addLabels(into: Set<string>, selector: Selector): void {
  if ('label' in selector) into.add(selector.label);
  else if (selector.op === 'not') addLabels(into, selector.of);
  else if (selector.op !== 'all') for (const operand of selector.of) addLabels(into, operand);
}

/** The block of one address: rules that name a service look for single addresses. */
function single(ip: string): BlockGroup {
  return addressBytes([ip]).map((address) => ({ address, bits: address.length * 8 }));
}

/** One text for all labels that are the same to policies. */
export function labelsKey({ labels: known }: ToldApart, labels: Labels): string {
  return JSON.stringify(
    Object.entries(labels)
      .filter(([label]) => known.has(label))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** One address of each class, in the order given. */
export function distinctAddresses({ spaces }: ToldApart, ips: readonly string[]): string[] {
  const byClass = new Map<string, string>();
  for (const ip of ips) {
    const key = addressKey(spaces, ip);
    if (!byClass.has(key)) byClass.set(key, ip);
  }
  return [...byClass.values()];
}

/** One text for all sets of addresses that are the same to policies. */
export function addressesKey({ spaces }: ToldApart, ips: readonly string[]): string {
  return [...new Set(ips.map((ip) => addressKey(spaces, ip)))].sort().join();
}

function addressKey(spaces: readonly AddressSpace[], ip: string): string {
  const [bytes] = addressBytes([ip]);
  const space = spaces.find(({ bits }) => bits === (bytes?.length ?? 0) * 8);
  return space === undefined ? '' : `${space.bits} ${space.classOf(bytes!)}`;
}
