/**
 * A replica of the aggregator's store as a process that can be killed: serves one agent until it
 * has had so many records acknowledged. Usage: node writer-main.ts URL NODE RECORDS
 * Prints the number of acknowledged records after each batch.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openHome } from './homes.ts';
import { MovingAgent } from './moving-agent.ts';

const [url, node, wanted] = process.argv.slice(2);
const home = openHome(url!, { migrate: false, termMs: 500 });
const agent = new MovingAgent(node!);
let isConnected = false;
while (agent.acknowledged < Number(wanted)) {
  try {
    if (!isConnected) await agent.connect(home);
    isConnected = true;
    await agent.send(home, 1 + Math.floor(Math.random() * 20));
    process.stdout.write(`${agent.acknowledged}\n`);
  } catch {
    isConnected = false;
    await sleep(50);
  }
}
await home.close();
