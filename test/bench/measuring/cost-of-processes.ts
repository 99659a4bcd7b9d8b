import type { ControlPlane } from './control-plane.ts';
import { countersBetween, etcdCounters, type EtcdCounters } from './etcd-counters.ts';
import { processCost, type ProcessCost } from './process-cost.ts';

/** What happened between two moments, and what each process holds at the end. */
export interface Costs {
  readonly wallSeconds: number;
  /** `cpuSeconds` between the two moments. */
  readonly processes: readonly (ProcessCost & { readonly name: string })[];
  readonly etcd: EtcdCounters;
}

/** Reads what the processes of a control plane have taken, from one moment on. */
export class CostOfProcesses {
  readonly #cloud: ControlPlane;
  readonly #beganAt = performance.now();
  readonly #before: ReadonlyMap<number, ProcessCost>;
  readonly #etcdBefore: EtcdCounters;

  static async begin(cloud: ControlPlane): Promise<CostOfProcesses> {
    return new CostOfProcesses(cloud, etcdCounters(await cloud.etcdMetrics()));
  }

  private constructor(cloud: ControlPlane, etcdBefore: EtcdCounters) {
    this.#cloud = cloud;
    this.#before = new Map(cloud.processes.map(({ pid }) => [pid, processCost(pid)]));
    this.#etcdBefore = etcdBefore;
  }

  async sinceThen(): Promise<Costs> {
    const wallSeconds = (performance.now() - this.#beganAt) / 1_000;
    const etcd = countersBetween(this.#etcdBefore, etcdCounters(await this.#cloud.etcdMetrics()));
    const processes = this.#cloud.processes.map(({ name, pid }) => {
      const now = processCost(pid);
      return { ...now, name, cpuSeconds: now.cpuSeconds - (this.#before.get(pid)?.cpuSeconds ?? 0) };
    });
    return { wallSeconds, processes, etcd };
  }
}
