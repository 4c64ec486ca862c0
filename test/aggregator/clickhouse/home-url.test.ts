import { describe, expect, it } from 'vitest';
import {
  isClickhouseUrl,
  parseClickhouseUrl,
} from '../../../src/aggregator/clickhouse/home-url.ts';

function parse(url: string) {
  return parseClickhouseUrl(url, (why) => {
    throw new Error(why);
  });
}

describe('the URL of a ClickHouse home', () => {
  it('is told from the path of a file', () => {
    expect(['clickhouse://host', '/data/flows.db', 'clickhouse'].map(isClickhouseUrl)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('needs a host and nothing else', () => {
    expect(parse('clickhouse://ch')).toEqual({
      replicas: ['http://ch:8123'],
      user: 'default',
      database: 'dropcast',
      cluster: undefined,
      isReplicated: false,
      retentionHours: 720,
    });
  });

  it('names the replicas of a cluster', () => {
    const url =
      'clickhouse://flow%20s@a:8443,[2001:db8::1]:8443/net?cluster=main&tls=true&retention=12h';
    expect(parse(url)).toEqual({
      replicas: ['https://a:8443', 'https://[2001:db8::1]:8443'],
      user: 'flow s',
      database: 'net',
      cluster: 'main',
      isReplicated: true,
      retentionHours: 12,
    });
    expect(parse('clickhouse://a/?cluster=c&replicated=false').isReplicated).toBe(false);
  });

  it.each([
    ['clickhouse://u:secret@host', /^the password belongs into a file (?!.*secret)/],
    ['clickhouse://u:se/cr?et@host', /^the password belongs into a file /],
    ['clickhouse://', /^'' is not HOST:PORT/],
    ['clickhouse://host:99999', /^'host:99999' is not HOST:PORT/],
    ['clickhouse://a,b', /^several hosts need a cluster/],
    ['clickhouse://host/x;y', /^'x;y' is not the name of a database/],
    ['clickhouse://host/%zz', /^'%zz' is not the name of a database/],
    ["clickhouse://host/?cluster='", /^that is no name of a cluster/],
    ['clickhouse://%zz@host', /^'%zz' is not the name of a user/],
    ['clickhouse://host/?tls=yes', /^tls is true or false, not 'yes'/],
    ['clickhouse://host/?retention=0s', /^retention is a span of up to ten years/],
    ['clickhouse://host/?retention=9999d', /^retention is a span of up to ten years/],
    ['clickhouse://host/?password=x', /^'password' is none of cluster, replicated, tls, retention/],
  ])('%s is refused', (url, why) => {
    expect(() => parse(url)).toThrow(why);
  });
});
