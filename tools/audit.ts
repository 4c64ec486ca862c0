/**
 * Asks the registry about what is installed: are the signatures those of the registry, is
 * anything in production known to be vulnerable? A registry that answers neither (a mirror, no
 * network) is a notice; an answer that accuses a package ends with 1. Part of `.ci/run`.
 */
import { spawnSync } from 'node:child_process';
import { findingsOf, type Question } from './audit-findings.ts';

/** Longest time for one answer, in milliseconds: a registry may be far away. */
const ANSWER_MS = 60_000;

const ARGUMENTS: Readonly<Record<Question, readonly string[]>> = {
  signatures: ['audit', 'signatures', '--json', '--fetch-retries=0'],
  advisories: ['audit', '--omit=dev', '--json', '--fetch-retries=0'],
};

for (const question of ['signatures', 'advisories'] as const) {
  const { stdout } = spawnSync('npm', ARGUMENTS[question], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: ANSWER_MS,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const findings = findingsOf(question, stdout ?? '');
  if (findings === undefined) {
    console.log(`NOTICE: the registry does not answer about ${question}: not checked here`);
  } else {
    console.log(`${question}: ${findings.length === 0 ? 'nothing is wrong' : ''}`);
    for (const finding of findings) console.log(`  ${finding}`);
    if (findings.length > 0) process.exitCode = 1;
  }
}
