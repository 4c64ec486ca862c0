/** The program as it stands in the source tree. Usage: node dropcast-main.ts ARGUMENT… */
import { main } from '../../src/main.ts';

process.exitCode = await main(process.argv.slice(2));
