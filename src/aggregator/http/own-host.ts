/**
 * Whether a question in plain text was meant for us, by its Host header. A page of another site may
 * have its own name lead to our address (DNS rebinding), and would read what it asks: the browser
 * takes it for one site with us. It cannot have an address, or `localhost`, as its name.
 */
import { isIP } from 'node:net';

const LOCALHOST = /^(?:.+\.)?localhost$/;

/**
 * `host`: the header with or without a port; undefined is no browser's. `names`: further names by
 * which we are called, in lower case.
 */
export function isOwnHost(host: string | undefined, names: readonly string[]): boolean {
  if (host === undefined) return true;
  const name = host.toLowerCase().replace(/:\d*$/, '');
  const address = /^\[(.*)\]$/.exec(name)?.[1] ?? name;
  return isIP(address) !== 0 || LOCALHOST.test(name) || names.includes(name);
}
