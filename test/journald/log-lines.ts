/** LOG lines that tell each other apart, for tests that ask which of them were given. */
import type { KmsgRecord } from './kernel-feed.ts';

const GAP_US = 250;
const FIRST_US = 60_000_000;

/** Records number `from` up to `from + count`; the number is the packet's ID. */
export function logLines(from: number, count: number): KmsgRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    text: logLine(from + i),
    timeUs: FIRST_US + (from + i) * GAP_US,
  }));
}

function logLine(id: number): string {
  return (
    `calico-packet: IN=cali0123456789a OUT=eth0 MAC=ee:ee:ee:ee:ee:ee:02:65:00:00:00:02:08:00 ` +
    `SRC=10.65.0.2 DST=198.51.100.7 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=${id} DF PROTO=TCP ` +
    `SPT=${1024 + (id % 60_000)} DPT=443 WINDOW=64240 RES=0x00 SYN URGP=0 `
  );
}
