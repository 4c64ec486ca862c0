/**
 * Makes protobufjs read 64-bit integers as plain numbers instead of `Long` objects: every count and every time in
 * microseconds is exact below 2^53. Must be evaluated before the generated code, which asks at load time:
 * protobuf.ts imports this file first and is the only one that may.
 */
import protobufjs from 'protobufjs/minimal.js';

// The declared type does not know that "no Long class" is the documented way to get numbers.
Object.assign(protobufjs.util, { Long: null });
protobufjs.configure();
