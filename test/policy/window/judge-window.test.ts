/** A window changes nothing, whatever the cluster's policies; and what would is found. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { SIDES } from '../../../src/policy/model/policy.ts';
import { overlay, readManifests } from '../../../src/policy/read/read-manifests.ts';
import { judgeWindow, type Situation } from '../../../src/policy/window/judge-window.ts';
import { makeWindow } from '../../../src/policy/window/make-window.ts';
import { WINDOW_FORMS, type WindowForm } from '../../../src/policy/window/window-form.ts';
import { CALICO_SHOP, calico } from '../calico-shop.ts';
import { manifestsOf } from '../naive/manifests.ts';
import { endpointOf, type RawScene, scene, trafficOf } from '../naive/scenes.ts';
import { policy, SHOP } from '../shop.ts';

const RUNS = 150;

function read(text: string): Situation {
  const { errors, policies, world } = readManifests([{ file: 'cluster.json', text }]);
  expect(errors.map(({ message }) => message)).toEqual([]);
  return { policies, world };
}

/** The cluster with these objects over it. */
function withObjects(before: Situation, objects: readonly unknown[]): Situation {
  const over = read(objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return {
    policies: overlay(before.policies, over.policies),
    world: { ...before.world, tiers: [...before.world.tiers, ...over.world.tiers] },
  };
}

function withWindow(before: Situation, form: WindowForm, namespaces: readonly string[]) {
  const objects = makeWindow({
    ...{ apiVersion: 'projectcalico.org/v3', form, endsAtUs: 0, logPrefix: 'calico-packet' },
    ...{ scope: { except: namespaces }, policies: before.policies, tiers: before.world.tiers },
  });
  return { objects, after: withObjects(before, objects) };
}

function sceneOf({ raw, made }: RawScene): Situation {
  return read(manifestsOf(raw, made));
}

describe.each(WINDOW_FORMS)('a window of form %s', (form) => {
  const excluded = fc.subarray(['a', 'b', 'c']);

  it('changes the verdict of no connection, whatever the policies', () => {
    const property = fc.property(scene, excluded, (drawn, except) => {
      const before = sceneOf(drawn);
      const { after } = withWindow(before, form, except);
      const evaluators = [before, after].map((each) => new Evaluator(each.policies, each.world));
      for (const connection of drawn.connections) {
        const [was, is] = evaluators.map((evaluator) =>
          evaluator.evaluateConnection(
            endpointOf(before.world, connection.source),
            endpointOf(before.world, connection.destination),
            trafficOf(connection),
          ),
        );
        for (const side of SIDES) expect(is![side].verdict).toBe(was![side].verdict);
      }
    });
    fc.assert(property, { numRuns: RUNS });
  }, 60_000);

  it('is judged harmless, whatever the policies', () => {
    const property = fc.property(scene, excluded, (drawn, except) => {
      const before = sceneOf(drawn);
      const { changes } = judgeWindow(before, withWindow(before, form, except).after);
      expect(changes).toEqual([]);
    });
    fc.assert(property, { numRuns: RUNS });
  }, 60_000);
});

describe('the judge', () => {
  /** As guides have them. */
  const logOnly = (tier: string) =>
    JSON.parse(
      calico('GlobalNetworkPolicy', `${tier}.log`, {
        ...{ tier, order: 5_000, types: ['Ingress', 'Egress'] },
        ...{
          namespaceSelector: 'all()',
          ingress: [{ action: 'Log' }],
          egress: [{ action: 'Log' }],
        },
      }),
    );

  it('finds every change that a connection shows', () => {
    let changed = 0;
    const property = fc.property(scene, fc.constantFrom('default', 'late'), (drawn, tier) => {
      const before = sceneOf(drawn);
      const after = withObjects({ ...before, world: { ...before.world, tiers: [] } }, [
        ...before.world.tiers.map(tierManifest),
        logOnly(tier),
      ]);
      const evaluators = [before, after].map((each) => new Evaluator(each.policies, each.world));
      const isChanged = drawn.connections.some((connection) => {
        const [was, is] = evaluators.map((evaluator) =>
          evaluator.evaluateConnection(
            endpointOf(before.world, connection.source),
            endpointOf(before.world, connection.destination),
            trafficOf(connection),
          ),
        );
        return SIDES.some((side) => was![side].verdict !== is![side].verdict);
      });
      if (!isChanged) return;
      changed++;
      expect(judgeWindow(before, after).changes).not.toEqual([]);
    });
    fc.assert(property, { numRuns: RUNS });
    expect(changed).toBeGreaterThan(RUNS / 10);
  }, 60_000);

  it('refuses a Log-only policy in tier default, which drops', () => {
    const before = read(CALICO_SHOP.join('\n---\n'));
    const { changes } = judgeWindow(before, withObjects(before, [logOnly('default')]));
    expect(changes).toContainEqual(
      expect.objectContaining({ side: 'egress', before: 'allowed', after: 'denied' }),
    );
  });

  it('refuses Log and Allow on pods that a policy isolates, which opens them', () => {
    const before = read([...SHOP, policy({ podSelector: {} })].join('\n---\n'));
    const log = logOnly('default');
    const rules = [{ action: 'Log' }, { action: 'Allow' }];
    const opening = { ...log, spec: { ...log.spec, ingress: rules, egress: rules } };
    const { changes } = judgeWindow(before, withObjects(before, [opening]));
    expect(changes).toContainEqual(
      expect.objectContaining({ side: 'ingress', before: 'denied', after: 'allowed' }),
    );
  });

  it('sees what only another port, an address outside or a node shows', () => {
    const before = read([...SHOP].join('\n---\n'));
    const open = { from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 8080 }] };
    const after = withObjects(before, [
      JSON.parse(policy({ podSelector: {}, ingress: [open, { from: [{ podSelector: {} }] }] })),
    ]);
    const closed = withObjects(before, [
      JSON.parse(policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })),
    ]);
    const changed = judgeWindow(after, closed).changes;
    expect(changed.map(({ source, traffic }) => [source.ip, traffic.port])).toContainEqual([
      '203.0.113.0',
      8080,
    ]);
    const ofNodes = judgeWindow(before, after).changes.filter(
      ({ source }) => source.kind === 'node',
    );
    expect(ofNodes.map(({ source }) => source.name)).toContain('n2');
  });

  it('compares every kind at least once where there are too many connections', () => {
    const before = read(CALICO_SHOP.join('\n---\n'));
    const after = withObjects(before, [logOnly('default')]);
    const all = judgeWindow(before, before);
    const some = judgeWindow(before, before, 50);
    expect(all.compared).toBe(all.connections);
    expect(some.connections).toBe(all.connections);
    expect(some.compared).toBeLessThanOrEqual(50);
    expect(judgeWindow(before, after, 50).changes).not.toEqual([]);
  });
});

function tierManifest({ name, order, defaultAction }: Situation['world']['tiers'][number]) {
  const action = defaultAction === 'pass' ? 'Pass' : 'Deny';
  return JSON.parse(calico('Tier', name, { order, defaultAction: action }));
}
