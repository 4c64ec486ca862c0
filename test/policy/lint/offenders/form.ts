/** Lists and rules that mean something else than they seem to. */
import { api, policy } from '../../shop.ts';
import {
  dns,
  egress,
  fromNamespace,
  fromPods,
  ingress,
  type Offence,
  own,
  TCP,
  UDP,
} from './manifests.ts';

export const FORM_OFFENCES: readonly Offence[] = [
  {
    id: 'rules-without-type',
    claim: 'Egress forgotten',
    offender: [policy({ policyTypes: ['Ingress'], egress: [dns(UDP, TCP)] })],
    repaired: [policy({ policyTypes: ['Ingress', 'Egress'], egress: [dns(UDP, TCP)] })],
  },
  {
    id: 'rules-without-type',
    claim: 'Ingress forgotten, in a policy of Calico',
    offender: [own('c', { types: ['Egress'], ingress: [{ action: 'Allow' }] })],
    repaired: [own('c', { types: ['Egress', 'Ingress'], ingress: [{ action: 'Allow' }] })],
  },
  {
    id: 'types-not-given',
    claim: 'egress alone denies ingress',
    offender: [policy({ podSelector: {}, egress: [dns(UDP, TCP)] })],
    repaired: [egress([dns(UDP, TCP)])],
  },
  {
    id: 'types-not-given',
    claim: 'egress: [] denies nothing',
    offender: [policy({ podSelector: {}, egress: [] })],
    repaired: [egress([])],
  },
  {
    id: 'empty-list',
    claim: 'from: []',
    offender: [ingress([{ from: [], ports: [{ port: 80 }] }])],
    repaired: [ingress([{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }])],
  },
  {
    id: 'empty-list',
    claim: 'nets: [], in a policy of Calico',
    offender: [own('c', { ingress: [{ action: 'Allow', source: { nets: [] } }] })],
    repaired: [own('c', { ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/8'] } }] })],
  },
  {
    id: 'peers-apart',
    claim: 'a dash too many',
    offender: [ingress([{ from: [...fromNamespace('ingress').from, ...fromPods('nginx').from] }])],
    repaired: [
      ingress([{ from: [{ ...fromNamespace('ingress').from[0], ...fromPods('nginx').from[0] }] }]),
    ],
  },
  {
    id: 'unreachable-rule',
    claim: 'beside a rule that takes everything',
    offender: [ingress([fromPods('web'), {}])],
    repaired: [ingress([fromPods('web')])],
  },
  {
    id: 'unreachable-rule',
    claim: 'behind an Allow of everything, in a policy of Calico',
    offender: [own('c', { ingress: [{ action: 'Allow' }, { action: 'Deny', protocol: 'UDP' }] })],
    repaired: [own('c', { ingress: [{ action: 'Deny', protocol: 'UDP' }, { action: 'Allow' }] })],
  },
  {
    id: 'unreachable-rule',
    claim: 'in another policy over the same pods',
    offender: [ingress([{}], 'z'), policy({ ...api, ingress: [fromPods('web')] })],
    repaired: [egress([{}], 'z'), policy({ ...api, ingress: [fromPods('web')] })],
  },
  {
    id: 'unreachable-rule',
    claim: 'in a policy of Calico with a greater order',
    offender: [
      own('a', { order: 1, ingress: [{ action: 'Deny' }] }),
      own('b', { order: 2, selector: "app == 'api'", ingress: [{ action: 'Allow' }] }),
    ],
    repaired: [
      own('a', { order: 2, ingress: [{ action: 'Deny' }] }),
      own('b', { order: 1, selector: "app == 'api'", ingress: [{ action: 'Allow' }] }),
    ],
  },
];
