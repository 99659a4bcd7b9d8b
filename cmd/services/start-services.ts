import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { ServiceThread, type ServicePlan } from './service-thread.ts';

/** Longer than any service waits for an api-server. */
const startDeadlineSeconds = 330;
/** As long as the slowest step of a service may take. */
const stopDeadlineSeconds = 40;

/** Starts all services at once. Ready when all are. When one ends, all end: as each is a process elsewhere, whoever watches starts us again. */
export async function startServices(services: readonly ServicePlan[], lifecycle: Lifecycle): Promise<void> {
  const threads = await lifecycle.step('services', {
    start: () => services.map((plan) => new ServiceThread(plan, (error) => lifecycle.fail(error))),
    stop: async (started) => {
      await Promise.all(started.map((thread) => thread.stop()));
    },
    stopDeadlineSeconds,
  });
  await lifecycle.step('readiness', { start: () => Promise.all(threads.map((thread) => thread.untilReady())), startDeadlineSeconds });
}
