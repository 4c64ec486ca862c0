#!/usr/bin/env node
// Starts dropcast on a Node that has what it needs (node:sqlite, await using): this one, or the one that the
// checkout's development dependencies bring. Signals go through, the exit status comes back.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NODE_MIN = 24;

/**
 * An agent runs on every node: garbage that dies at once needs a small nursery, what runs now and then needs no
 * optimising, and its foreign functions, which Node calls experimental, are known. All has to stand there when
 * Node starts.
 */
const AGENT_FLAGS = [
  '--max-semi-space-size=1',
  '--no-parallel-scavenge',
  '--no-allocation-site-pretenuring',
  '--invocation-count-for-maglev=4000',
  '--invocation-count-for-turbofan=100000',
  '--no-use-osr',
  '--disable-warning=ExperimentalWarning',
];
/** And malloc gives back what it is given back, whoever allocated it: read by glibc when it starts. */
const AGENT_ENVIRONMENT = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};
const isAgent = process.argv[2] === 'agent';

if (!existsSync(new URL('../dist/cli.js', import.meta.url))) {
  process.stderr.write('dropcast: not built yet: run npm run build\n');
  process.exitCode = 1;
} else if (Number.parseInt(process.versions.node, 10) >= NODE_MIN) {
  if (isAgent && !process.execArgv.includes(AGENT_FLAGS[0])) startWithFlags();
  const { main } = isAgent ? await import('../dist/agent.js') : await import('../dist/cli.js');
  process.exitCode = await main(process.argv.slice(2));
} else {
  runOnPinnedNode();
}

/** In the place of this process; where that cannot be, it goes on as it is. */
function startWithFlags() {
  const args = [process.execPath, ...AGENT_FLAGS, ...process.execArgv, ...process.argv.slice(1)];
  try {
    process.execve?.(process.execPath, args, { ...AGENT_ENVIRONMENT, ...process.env });
  } catch {
    // Not on this system.
  }
}

function runOnPinnedNode() {
  const pinned = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(pinned)) {
    process.stderr.write(`dropcast: needs Node ${NODE_MIN} or newer, this is ${process.version}\n`);
    process.exitCode = 1;
    return;
  }
  const child = spawn(pinned, [...(isAgent ? AGENT_FLAGS : []), ...process.argv.slice(1)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 143);
  });
}
