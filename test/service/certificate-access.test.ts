import { describe, expect, it } from 'vitest';
import {
  type CertificateAccessOptions,
  certificateAccess,
  GRANT_MS_MAX,
} from '../../src/service/certificate-access.ts';
import type { PeerCertificate } from '../../src/service/peer.ts';

const NOW_MS = 1_000_000;
const OPTIONS: CertificateAccessOptions = { clusterName: 'blue', nowMs: () => NOW_MS };
const access = certificateAccess(OPTIONS);
const ALL = { verb: 'list', namespace: '' } as const;

function certificate(changes: Partial<PeerCertificate>): { certificate: PeerCertificate } {
  const names = { commonName: '', organizations: [], dnsNames: [], isMachine: false };
  return { certificate: { ...names, notAfterMs: Number.POSITIVE_INFINITY, ...changes } };
}

describe("an agent's certificate", () => {
  it.each([
    { title: 'its node', dnsNames: ['node-a'], cluster: 'blue', organizations: [] },
    {
      title: 'its node among others',
      dnsNames: ['x', 'node-a'],
      cluster: 'blue',
      organizations: [],
    },
    {
      title: 'its node and its cluster',
      dnsNames: ['node-a'],
      cluster: 'red',
      organizations: ['ops', 'dropcast:cluster:red'],
    },
  ])('speaks for the node that it names: $title', async ({ cluster, ...names }) => {
    const granted = access.agent(certificate(names), { cluster, node: 'node-a' });
    expect(await granted).toMatchObject({ who: names.dnsNames.join(', ') });
  });

  it.each([
    { title: 'a wildcard', dnsNames: ['*'], line: 'names *, not node-a' },
    { title: 'another node', dnsNames: ['node-b'], line: 'names node-b, not node-a' },
    {
      title: 'a longer name',
      dnsNames: ['node-a.example'],
      line: 'names node-a.example, not node-a',
    },
    { title: 'another case', dnsNames: ['NODE-A'], line: 'names NODE-A, not node-a' },
    { title: 'a common name only', commonName: 'node-a', line: 'names no node, not node-a' },
    {
      title: 'another cluster',
      dnsNames: ['node-a'],
      organizations: ['dropcast:cluster:red'],
      line: "is of cluster 'red', not of 'blue'",
    },
  ])('does not speak for node-a with $title', async ({ title: _, line, ...names }) => {
    const asked = access.agent(certificate(names), { cluster: 'blue', node: 'node-a' });
    const message = `the client certificate ${line}`;
    await expect(asked).rejects.toMatchObject({ code: 'forbidden', message });
  });

  it('speaks for no other cluster unless it says so', async () => {
    const asked = access.agent(certificate({ dnsNames: ['node-a'] }), {
      ...{ cluster: 'red', node: 'node-a' },
    });
    await expect(asked).rejects.toThrow("names no cluster: 'red' takes O=dropcast:cluster:red");
  });

  it('reads nothing: whoever holds one node does not hold them all', async () => {
    const asked = access.reader(certificate({ dnsNames: ['node-a'], isMachine: true }), ALL);
    await expect(asked).rejects.toMatchObject({
      code: 'forbidden',
      message: 'the client certificate is of the machine node-a, which reads nothing',
    });
    const unnamed = access.reader(certificate({ commonName: 'a', isMachine: true }), ALL);
    await expect(unnamed).rejects.toThrow('the client certificate is of the machine a, which');
  });
});

describe('a certificate', () => {
  it('that names no machine reads', async () => {
    const granted = access.reader(certificate({ commonName: 'jane' }), ALL);
    expect(await granted).toEqual({ who: 'jane', untilMs: NOW_MS + GRANT_MS_MAX });
  });

  it('grants until it ends, also on a connection that was opened before', async () => {
    const short = certificate({ commonName: 'jane', notAfterMs: NOW_MS + 5 });
    expect(await access.reader(short, ALL)).toMatchObject({ untilMs: NOW_MS + 5 });
    const over = access.reader(certificate({ commonName: 'jane', notAfterMs: NOW_MS }), ALL);
    await expect(over).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'the client certificate has expired',
    });
  });
});

it.each([
  [{}, 'no credentials: a client certificate or a token is needed'],
  [{ token: 'x' }, 'no API server can be asked about tokens here: a client certificate is needed'],
])('refuses %o', async (peer, message) => {
  const refusal = { code: 'unauthenticated', message };
  await expect(access.reader(peer, ALL)).rejects.toMatchObject(refusal);
  const claim = { cluster: 'blue', node: 'node-a' };
  await expect(access.agent(peer, claim)).rejects.toMatchObject(refusal);
});
