import { describe, expect, it } from 'vitest';
import { acceptHeader } from '../../../src/kube/watch/accept.ts';
import { JOBS, pods, REPLICA_SETS } from '../../../src/kube/watch/resource.ts';

describe('the Accept header', () => {
  it('prefers protobuf and takes JSON', () => {
    expect(acceptHeader(pods(), 'list')).toBe(
      'application/vnd.kubernetes.protobuf,application/json',
    );
  });

  it('takes only JSON for what has no protobuf', () => {
    const { readItem: _, ...custom } = pods();
    expect(acceptHeader(custom, 'watch')).toBe('application/json');
  });

  it('asks for metadata alone, of a list and of single objects', () => {
    expect(acceptHeader(REPLICA_SETS, 'list').split(',')).toEqual([
      'application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    ]);
    expect(acceptHeader(JOBS, 'watch')).toContain('as=PartialObjectMetadata;g=');
  });
});
