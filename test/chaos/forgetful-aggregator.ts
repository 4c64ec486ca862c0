/**
 * `dropcast aggregator` without deduplication, in a process of its own: its one argument is the
 * aggregator's options as JSON.
 */
import { parseAggregatorConfig } from '../../src/aggregator/config.ts';
import { openAggregator } from '../../src/aggregator/main.ts';
import { openStore } from '../../src/aggregator/store/open-store.ts';
import { openLog } from '../../src/service/log.ts';
import { forgetful } from './forgetful-store.ts';

const config = parseAggregatorConfig(JSON.parse(process.argv[2] ?? '{}'));
const open = async (path: string) => forgetful(await openStore(path));
const aggregator = await openAggregator(config, openLog(config.logLevel), open);
process.once('SIGTERM', () => void aggregator.close());
