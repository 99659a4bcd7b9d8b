import type { ControlPlane } from './control-plane.ts';
import { etcdCounters } from './etcd-counters.ts';

/** What is written about a server that runs already (Events, late status) is its cost too: waits until so little happens in a second. */
export async function settle(cloud: ControlPlane): Promise<void> {
  let before = etcdCounters(await cloud.etcdMetrics()).transactionCount;
  for (let second = 0; second < limitSeconds; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const after = etcdCounters(await cloud.etcdMetrics()).transactionCount;
    if (after - before <= quietTransactions) return;
    before = after;
  }
  throw new Error(`etcd is still written to after ${limitSeconds} s`);
}

const quietTransactions = 3;
const limitSeconds = 120;
