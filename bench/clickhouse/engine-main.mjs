/**
 * ClickHouse as a process of its own: calls the command line that the library carries. Runs until
 * it is killed. Usage: node engine-main.mjs LIBRARY ARGUMENT…
 */
const ffi = process.getBuiltinModule('node:ffi');
const [library, ...args] = process.argv.slice(2);
// Held until the call returns, which is never: the engine keeps pointers to them.
const texts = ['clickhouse', ...args].map((text) => Buffer.from(`${text}\0`));
const argv = new BigUint64Array(texts.length + 1);
for (const [i, text] of texts.entries()) argv[i] = ffi.getRawPointer(text);
const signature = { return: 'pointer', arguments: ['i32', 'buffer'] };
const { functions } = ffi.dlopen(library, { query_stable_v2: signature });
functions.query_stable_v2(texts.length, Buffer.from(argv.buffer));
