/**
 * Builds what runs from build/: the CLI and the processes that it starts.
 *
 * Usage: node hack/build.ts
 */
import { buildCLI } from './build-cli.ts';
import { buildProcesses } from './build-processes.ts';

await Promise.all([buildCLI(), buildProcesses()]);
