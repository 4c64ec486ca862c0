#!/usr/bin/env node
// Starts the agent, and nothing else: the program of its image.
import { main } from '../dist/agent.js';

process.exitCode = await main(process.argv.slice(2));
