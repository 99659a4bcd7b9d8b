import type { SharedInformers } from './shared-informers.ts';

/** Runs the informers, and resolves once they have read everything that there is. */
export async function startCaches(informers: SharedInformers, signal: AbortSignal): Promise<{ readonly stop: () => Promise<void> }> {
  const controller = new AbortController();
  const run = informers.run(controller.signal);
  const stop = async (): Promise<void> => {
    controller.abort(new Error('the process is stopping'));
    await run;
  };
  try {
    await informers.synced({ signal });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
