/** Hubble's generated message classes, apart from ours: few processes speak both. */
import '../numbers.ts';

export { Reader } from 'protobufjs/minimal.js';
export { flow, grpc, observer, relay } from '../generated/hubble.js';
