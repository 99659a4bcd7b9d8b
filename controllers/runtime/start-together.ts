import type { StartableLoop } from './loop.ts';

/** Several loops that lead and rest as one. */
export function startTogether(name: string, loops: readonly StartableLoop[]): StartableLoop {
  return {
    name,
    start: async (options) => {
      await Promise.all(loops.map((loop) => loop.start(options)));
    },
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
