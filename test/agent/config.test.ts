import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { AgentError } from '../../src/agent/agent-error.ts';
import { type AgentOptions, parseAgentConfig } from '../../src/agent/config.ts';

const aggregator = 'aggregator:4317';

describe('the agent configuration', () => {
  it('needs nothing but the aggregator', () => {
    expect(parseAgentConfig({ aggregator })).toEqual({
      source: 'auto',
      path: undefined,
      from: undefined,
      follow: true,
      ruleCounters: 'off',
      conntrackMs: 600_000,
      prefixes: ['calico-packet'],
      aggregators: [aggregator],
      node: hostname(),
      clusterName: '',
      names: { from: 'nowhere' },
      http: undefined,
      listen: undefined,
      windowMs: 10_000,
      logLevel: 'info',
      version: '',
    });
  });

  it('takes every option', () => {
    const config = parseAgentConfig({
      source: 'file',
      path: '/var/log/kern.log',
      prefix: 'one,two , one',
      aggregator: '[2001:db8::1]:443, b:1',
      node: 'n1',
      clusterName: 'blue',
      cluster: 'cluster.yaml',
      http: ':9090',
      listen: '[::1]:0',
      windowMs: '500',
      from: '2h',
      follow: false,
      ruleCounters: 'nft',
      conntrack: 'off',
      logLevel: 'debug',
      version: '1.2.3',
    });
    expect(config).toMatchObject({
      source: 'file',
      path: '/var/log/kern.log',
      prefixes: ['one', 'two'],
      aggregators: ['[2001:db8::1]:443', 'b:1'],
      names: { from: 'file', file: 'cluster.yaml' },
      http: { host: '', port: 9090 },
      listen: { host: '::1', port: 0 },
      windowMs: 500,
      from: 7_200_000_000,
      follow: false,
      ruleCounters: 'nft',
      conntrackMs: undefined,
    });
  });

  it('takes a list of prefixes as it is, commas included', () => {
    const { prefixes } = parseAgentConfig({ aggregator, prefix: ['a,b', 'c'] });
    expect(prefixes).toEqual(['a,b', 'c']);
  });

  it('takes empty text for an option that was not given', () => {
    const config = parseAgentConfig({ aggregator, source: '', path: '', prefix: '', http: '' });
    expect(config).toEqual(parseAgentConfig({ aggregator }));
  });

  it('is frozen', () => {
    const config = parseAgentConfig({ aggregator, http: ':1' });
    expect([config, config.prefixes, config.http].every(Object.isFrozen)).toBe(true);
  });

  it.each<readonly [AgentOptions, string]>([
    [{}, '--aggregator: missing: HOST:PORT of the aggregator'],
    [{ aggregator: 'foo' }, "--aggregator: 'foo' is not HOST:PORT"],
    [{ aggregator: ':4317' }, "--aggregator: ':4317' is not HOST:PORT"],
    [{ aggregator: 'foo:0' }, "--aggregator: 'foo:0' is not HOST:PORT"],
    [{ aggregator: 'foo:65536' }, "--aggregator: 'foo:65536' is not HOST:PORT"],
    [{ aggregator: '::1:4317' }, "--aggregator: '::1:4317' is not HOST:PORT"],
    [{ aggregator: 'http://foo:1' }, "--aggregator: 'http://foo:1' is not HOST:PORT"],
    [{ aggregator, source: 'tape' }, "--source: 'tape' is none of auto, journal, kmsg, file"],
    [{ aggregator, source: 'file' }, '--path: missing: --source file reads a file'],
    [{ aggregator, from: 'then' }, "--from: 'then' is neither oldest nor now nor a span like 2h"],
    [
      { aggregator, conntrack: '9s' },
      "--conntrack: '9s' is neither off nor a span of at least 10s",
    ],
    [
      { aggregator, ruleCounters: 'yes' },
      "--rule-counters: 'yes' is none of off, auto, iptables, nft",
    ],
    [
      { aggregator, source: 'kmsg', follow: false },
      '--no-follow: the kernel log has no end; it is for --source file and journal',
    ],
    [{ aggregator, http: '9090' }, "--http: '9090' is not ADDR:PORT"],
    [{ aggregator, listen: 'a:b' }, "--listen: 'a:b' is not ADDR:PORT"],
    [
      { aggregator, windowMs: '10s' },
      "--window-ms: '10s' is not a number of milliseconds from 100 to 3600000",
    ],
    [
      { aggregator, windowMs: '99' },
      "--window-ms: '99' is not a number of milliseconds from 100 to 3600000",
    ],
    [
      { aggregator, logLevel: 'loud' },
      "--log-level: 'loud' is none of debug, info, warn, error, silent",
    ],
  ])('refuses %o', (options, message) => {
    expect(() => parseAgentConfig(options)).toThrow(new AgentError('config', message));
  });
});
