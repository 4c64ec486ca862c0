import { describe, expect, test } from 'vitest';
import { castOf } from '../../../src/cli/demo/cast.ts';
import {
  labSteps,
  listCounters,
  logRule,
  parseLogPackets,
  responseRules,
} from '../../../src/cli/demo/lab-plan.ts';
import { vethName } from '../../../src/kube/veth.ts';

const cast = castOf(4242);

describe('cast', () => {
  test('interfaces carry the hash of their pod', () => {
    for (const pod of cast.pods) expect(pod.veth).toBe(vethName(pod.namespace, pod.name));
  });

  test('no two runs share a pod name, an interface or a namespace', () => {
    const runs = [1, 255, 256, 4242, 32_768, 4_194_303].map(castOf);
    const names = runs.flatMap(({ pods }) =>
      pods.flatMap(({ name, veth, netns, ipv6 }) => [name, veth, netns, ipv6]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test('names look like those of replica sets', () => {
    for (const pod of cast.pods) expect(pod.name).toMatch(/^\w+-[0-9a-z]+-[b-z2-9]{5}$/);
  });
});

describe('plan', () => {
  test('touches nothing outside the namespaces of its run', () => {
    for (const { argv } of [...labSteps(cast, true), logRule(cast, 'iptables', true)]) {
      const command = argv.join(' ');
      expect(command).toMatch(
        /^ip (-n dropcast-demo-4242-\w+ |netns (add|exec) dropcast-demo-4242-)/,
      );
    }
  });

  test('has no IPv6 step where there is no IPv6', () => {
    const commands = labSteps(cast, false).map(({ argv }) => argv.join(' '));
    expect(
      commands.filter((command) => /-6 |ipv6|:/.test(command.replace(/(\w\w:){5}\w\w/g, ''))),
    ).toEqual([]);
  });

  test('the log rule takes new connections only, unless the kernel cannot tell', () => {
    expect(logRule(cast, 'iptables', true).argv).toContain('conntrack');
    expect(logRule(cast, 'ip6tables', false).argv).not.toContain('conntrack');
    const responses = responseRules(cast, 'ip6tables').map(({ argv }) => argv.join(' '));
    expect(responses.every((rule) => rule.includes('--ctdir REPLY'))).toBe(true);
    expect(responses.some((rule) => rule.includes('-p ipv6-icmp'))).toBe(true);
    expect(listCounters(cast, 'iptables').argv).toContain('-x');
  });
});

describe('counters', () => {
  // `iptables -L FORWARD -n -v -x` of iptables 1.8.9, both back ends.
  test.each([
    [
      'nft',
      [
        'Chain FORWARD (policy ACCEPT 12 packets, 900 bytes)',
        '    pkts      bytes target     prot opt in     out     source     destination',
        '      47     2820 LOG        0    --  *      *       0.0.0.0/0  0.0.0.0/0  ctstate NEW' +
          ' LOG flags 0 level 5 prefix "calico-packet: "',
        '       2      120 LOG        6    --  *      *       0.0.0.0/0  0.0.0.0/0  tcp' +
          ' flags:0x04/0x04 LOG flags 0 level 5 prefix "calico-response-rst: "',
      ].join('\n'),
      47,
    ],
    [
      'two rules among others',
      [
        '       3      180 LOG        all  --  *      *       0.0.0.0/0  0.0.0.0/0  LOG' +
          ' flags 0 level 5 prefix "calico-packet: "',
        '       9        9 ACCEPT     all  --  *      *       0.0.0.0/0  0.0.0.0/0',
        '       4        1 LOG        all  --  *      *       0.0.0.0/0  0.0.0.0/0  LOG' +
          ' flags 0 level 5 prefix "calico-packet: "',
      ].join('\n'),
      7,
    ],
    ['an empty chain', 'Chain FORWARD (policy ACCEPT 0 packets, 0 bytes)\n', 0],
  ])('%s', (_, listing, packets) => {
    expect(parseLogPackets(listing)).toBe(packets);
  });
});
