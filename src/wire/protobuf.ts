/** The generated message classes, with 64-bit integers as numbers. Only src/wire imports this. */
import './numbers.ts';

export { Writer } from 'protobufjs/minimal.js';
export { dropcast } from './generated/dropcast.js';
