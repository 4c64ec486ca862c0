/** What is isolated that should not be, or on one side only. */
import { calico } from '../../calico-shop.ts';
import { api, policy } from '../../shop.ts';
import {
  baseline,
  denyAll,
  egress,
  fromPods,
  generator,
  global,
  ingress,
  NOT_IN,
  type Offence,
  own,
} from './manifests.ts';

export const ISOLATION_OFFENCES: readonly Offence[] = [
  {
    id: 'log-only-default-deny',
    claim: 'nothing else isolates the pods',
    offender: [own('log', { selector: 'all()', ingress: [{ action: 'Log' }] })],
    repaired: [own('log', { ingress: [{ action: 'Log' }, { action: 'Allow' }] })],
  },
  {
    id: 'log-only-default-deny',
    claim: 'other policies isolate other pods, or another side',
    offender: [own('log', { egress: [{ action: 'Log' }] }), ingress([])],
    repaired: [own('log', { egress: [{ action: 'Log' }] }), denyAll],
  },
  {
    id: 'log-only-default-deny',
    claim: 'a tier that drops what nothing allows',
    offender: [
      calico('Tier', 'observe', { order: 10 }),
      global('observe.log', { tier: 'observe', ingress: [{ action: 'Log' }] }),
    ],
    repaired: [
      calico('Tier', 'observe', { order: 10, defaultAction: 'Pass' }),
      global('observe.log', { tier: 'observe', ingress: [{ action: 'Log' }] }),
    ],
  },
  {
    id: 'system-namespaces-denied',
    claim: 'a global policy over everything',
    offender: [global('deny', { selector: 'all()', types: ['Egress'] })],
    repaired: [global('deny', { namespaceSelector: "name == 'shop'", types: ['Egress'] })],
  },
  {
    id: 'system-namespaces-denied',
    claim: 'a default deny in kube-system',
    offender: [denyAll.replace('"shop"', '"kube-system"')],
    repaired: [denyAll],
  },
  {
    id: 'system-namespaces-denied',
    claim: 'a baseline that denies all pods of all namespaces',
    offender: [baseline({ namespaces: {} })],
    repaired: [baseline({ namespaces: { matchLabels: { team: 'shop' } } })],
  },
  {
    id: 'system-namespaces-denied',
    claim: 'a generator that leaves them in',
    offender: [generator(['kube-public'], false)],
    repaired: [generator(['kube-*', 'calico-system'], false)],
  },
  {
    id: 'host-endpoints-selected',
    claim: 'a negated namespaceSelector',
    offender: [global('deny', { namespaceSelector: `projectcalico.org/name ${NOT_IN}` })],
    repaired: [
      global('deny', {
        namespaceSelector: `has(projectcalico.org/name) && projectcalico.org/name ${NOT_IN}`,
      }),
    ],
  },
  {
    id: 'host-endpoints-selected',
    claim: 'a tier that passes on what it does not deny',
    offender: [
      calico('Tier', 'observe', { order: 10, defaultAction: 'Pass' }),
      global('observe.log', {
        tier: 'observe',
        namespaceSelector: `projectcalico.org/name ${NOT_IN}`,
        ingress: [{ action: 'Log' }, { action: 'Deny', protocol: 'UDP' }],
      }),
    ],
    repaired: [
      calico('Tier', 'observe', { order: 10, defaultAction: 'Pass' }),
      global('observe.log', {
        tier: 'observe',
        namespaceSelector: `projectcalico.org/name ${NOT_IN}`,
        ingress: [{ action: 'Log' }],
      }),
    ],
  },
  {
    id: 'exclusions-differ',
    claim: 'a generator and a backstop',
    offender: [
      global('deny', { namespaceSelector: `projectcalico.org/name ${NOT_IN}` }),
      generator(['kube-system', 'calico-*'], false),
    ],
    repaired: [
      global('deny', { namespaceSelector: `projectcalico.org/name ${NOT_IN}` }),
      generator(['kube-*', 'calico-system', 'shop'], false),
    ],
  },
  {
    id: 'exclusions-differ',
    claim: 'lists in other words',
    offender: [
      global('a', { namespaceSelector: '!(projectcalico.org/name in {"x", "y"})' }),
      global('b', { namespaceSelector: 'kubernetes.io/metadata.name != "x"' }),
    ],
    repaired: [
      global('a', { namespaceSelector: '!(projectcalico.org/name in {"x"})' }),
      global('b', { namespaceSelector: 'kubernetes.io/metadata.name != "x"' }),
    ],
  },
  {
    id: 'generator-recreates',
    claim: 'synchronize',
    offender: [generator(['kube-system', 'calico-system'], true)],
    repaired: [generator(['kube-system', 'calico-system'], false)],
  },
  {
    id: 'one-sided-allow',
    claim: 'ingress inside the namespace, and no egress',
    offender: [denyAll, ingress([{ from: [{ podSelector: {} }] }])],
    repaired: [
      denyAll,
      ingress([{ from: [{ podSelector: {} }] }]),
      egress([{ to: [{ podSelector: {} }] }], 'q'),
    ],
  },
  {
    id: 'one-sided-allow',
    claim: 'another port on the other side',
    offender: [
      denyAll,
      ingress([{ ...fromPods('web'), ports: [{ port: 80 }] }]),
      egress([{ to: [{ podSelector: {} }], ports: [{ port: 81, endPort: 90 }] }], 'q'),
    ],
    repaired: [
      denyAll,
      ingress([{ ...fromPods('web'), ports: [{ port: 80 }] }]),
      egress([{ to: [{ podSelector: {} }], ports: [{ port: 79, endPort: 90 }] }], 'q'),
    ],
  },
  {
    id: 'one-sided-allow',
    claim: 'egress to pods that let nobody in',
    offender: [denyAll, egress([{ to: [{ podSelector: api.podSelector }] }])],
    repaired: [
      denyAll,
      egress([{ to: [{ podSelector: api.podSelector }] }]),
      policy({ ...api, ingress: [{ ports: [{ port: 'http' }] }] }, 'q'),
    ],
  },
];
