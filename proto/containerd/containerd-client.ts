import { Client, credentials, Metadata, type MethodDefinition, type ServiceError } from '@grpc/grpc-js';
import type { Clock } from '#apis/machinery/clock.ts';
import { containerd as wire } from '../generated/containerd.js';
import { ContainerdCallError, containerdCallErrorOf, type ContainerdFailureCode } from './containerd-call-error.ts';
import { methods } from './containerd-method.ts';
import { writeContent, type ContentWrite, type WrittenContent } from './write-content.ts';

export interface ContainerdClientOptions {
  /** Path of containerd's unix socket. */
  readonly socketPath: string;
  /** containerd's namespace: everything that is read or written is in there. */
  readonly namespace: string;
  readonly clock: Pick<Clock, 'now'>;
  /** How long containerd may take to answer, but for what takes as long as it takes: unpacking, and waiting for an end. Default: 60 s. */
  readonly callTimeoutMilliseconds?: number;
}

export type Container = wire.Container.$Properties;
export type Mount = wire.Mount.$Properties;
export type Process = wire.Process.$Properties;
export type Snapshot = wire.Snapshot.$Properties;
export type TypedValue = wire.TypedValue.$Properties;

export interface TaskEvents {
  /** Something happened to the task of that container: it was made, started, paused, it ended, ran out of memory or was deleted. */
  changed(containerID: string): void;
  /** No more events come: containerd or the connection is gone. */
  ended(error: ContainerdCallError): void;
}

const defaultCallTimeoutMilliseconds = 60_000;
/** Unpacking a large image, or a process inside a guest. */
const longCallTimeoutMilliseconds = 30 * 60_000;
const snapshotter = 'overlayfs';

/** containerd's API on its unix socket. Every call throws {@link ContainerdCallError}; none is repeated by itself. */
export class ContainerdClient {
  readonly #options: ContainerdClientOptions;
  readonly #client: Client;
  readonly #metadata = new Metadata();

  constructor(options: ContainerdClientOptions) {
    this.#options = options;
    // A socket's path is no name of a host, and containerd looks at none.
    this.#client = new Client(`unix:${options.socketPath}`, credentials.createInsecure(), {
      'grpc.default_authority': 'localhost',
      'grpc.max_receive_message_length': maximumMessageBytes,
      // It may come back at any moment, and a call that finds nobody fails at once.
      'grpc.max_reconnect_backoff_ms': 1_000,
    });
    this.#metadata.set('containerd-namespace', options.namespace);
  }

  async version(): Promise<string> {
    return (await this.#call(methods.version, {})).version;
  }

  /** Makes the client's namespace, if it is not there. */
  async ensureNamespace(): Promise<void> {
    await unless('ALREADY_EXISTS', this.#call(methods.createNamespace, { namespace: { name: this.#options.namespace } }));
  }

  /** Removes the client's namespace, if nothing is left in it. */
  async removeNamespace(): Promise<void> {
    await unless('NOT_FOUND', this.#call(methods.deleteNamespace, { name: this.#options.namespace }));
  }

  async container(id: string): Promise<Container | undefined> {
    return (await unless('NOT_FOUND', this.#call(methods.getContainer, { id })))?.container ?? undefined;
  }

  async containers(): Promise<readonly Container[]> {
    return (await this.#call(methods.listContainers, {})).containers ?? [];
  }

  /** Fails with `ALREADY_EXISTS` when there is one of that id. */
  async createContainer(container: Container): Promise<void> {
    await this.#call(methods.createContainer, { container });
  }

  /** Replaces what the paths name, as `spec` or `labels.a.b/c`, and nothing else. */
  async updateContainer(container: Container, paths: readonly string[]): Promise<void> {
    await this.#call(methods.updateContainer, { container, updateMask: { paths: [...paths] } });
  }

  async deleteContainer(id: string): Promise<void> {
    await unless('NOT_FOUND', this.#call(methods.deleteContainer, { id }));
  }

  async task(containerId: string): Promise<Process | undefined> {
    return (await unless('NOT_FOUND', this.#call(methods.getTask, { containerId })))?.process ?? undefined;
  }

  async tasks(): Promise<readonly Process[]> {
    return (await this.#call(methods.listTasks, {})).tasks ?? [];
  }

  /** Makes the task's first process, which waits for {@link startProcess}. Gives its process id on this host. */
  async createTask(request: wire.CreateTaskRequest.$Properties): Promise<number> {
    return (await this.#call(methods.createTask, request)).pid;
  }

  async startProcess(containerId: string, execId = ''): Promise<void> {
    await this.#call(methods.startProcess, { containerId, execId });
  }

  /** Removes a task that has ended. One that is not there is success. */
  async deleteTask(containerId: string): Promise<void> {
    await unless('NOT_FOUND', this.#call(methods.deleteTask, { containerId }));
  }

  async deleteProcess(containerId: string, execId: string): Promise<void> {
    await unless('NOT_FOUND', this.#call(methods.deleteProcess, { containerId, execId }));
  }

  /** Sends a signal to the first process, or to all of them. One that is gone is success. */
  async kill(containerId: string, { signal, all = false }: { readonly signal: number; readonly all?: boolean }): Promise<void> {
    await unless('NOT_FOUND', this.#call(methods.kill, { containerId, signal, all }));
  }

  async pause(containerId: string): Promise<void> {
    await this.#call(methods.pause, { containerId });
  }

  async resume(containerId: string): Promise<void> {
    await this.#call(methods.resume, { containerId });
  }

  /** Makes another process in the task, which waits for {@link startProcess}. */
  async exec(request: wire.ExecRequest.$Properties): Promise<void> {
    await this.#call(methods.exec, request);
  }

  async closeInput(containerId: string, execId: string): Promise<void> {
    await this.#call(methods.closeInput, { containerId, execId, stdin: true });
  }

  /** Resolves with the exit status once the process has ended; `timeoutMilliseconds` later it fails with `DEADLINE_EXCEEDED`. */
  async wait(
    containerId: string,
    { execId = '', timeoutMilliseconds }: { readonly execId?: string; readonly timeoutMilliseconds: number },
  ): Promise<number> {
    return (await this.#call(methods.wait, { containerId, execId }, timeoutMilliseconds)).exitStatus;
  }

  /** Makes a snapshot that can be written to, where the mounts say. */
  async prepareSnapshot(
    key: string,
    options: { readonly parent?: string; readonly labels: Record<string, string> },
  ): Promise<readonly Mount[]> {
    const { parent = '', labels } = options;
    return (await this.#call(methods.prepareSnapshot, { snapshotter, key, parent, labels })).mounts ?? [];
  }

  /** Makes a snapshot that can be read only. */
  async viewSnapshot(
    key: string,
    options: { readonly parent: string; readonly labels: Record<string, string> },
  ): Promise<readonly Mount[]> {
    return (await this.#call(methods.viewSnapshot, { snapshotter, key, ...options })).mounts ?? [];
  }

  /** Undefined: there is no such snapshot. */
  async mounts(key: string): Promise<readonly Mount[] | undefined> {
    const response = await unless('NOT_FOUND', this.#call(methods.mounts, { snapshotter, key }));
    return response && (response.mounts ?? []);
  }

  async commitSnapshot(key: string, { name, labels }: { readonly name: string; readonly labels: Record<string, string> }): Promise<void> {
    await this.#call(methods.commitSnapshot, { snapshotter, key, name, labels });
  }

  async removeSnapshot(key: string): Promise<void> {
    await unless('NOT_FOUND', this.#call(methods.removeSnapshot, { snapshotter, key }));
  }

  async snapshot(key: string): Promise<Snapshot | undefined> {
    return (await unless('NOT_FOUND', this.#call(methods.statSnapshot, { snapshotter, key })))?.snapshot ?? undefined;
  }

  /** Sets labels of a snapshot; the others stay. */
  async labelSnapshot(name: string, labels: Record<string, string>): Promise<void> {
    const paths = Object.keys(labels).map((label) => `labels.${label}`);
    await this.#call(methods.updateSnapshot, { snapshotter, snapshot: { name, labels }, updateMask: { paths } });
  }

  snapshots(): Promise<readonly Snapshot[]> {
    const { path, requestSerialize, responseDeserialize } = methods.listSnapshots;
    const call = this.#client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      { snapshotter },
      this.#metadata,
      this.#deadline(),
    );
    return new Promise((resolve, reject) => {
      const found: Snapshot[] = [];
      call.on('data', (response: wire.ListSnapshotsResponse) => found.push(...(response.snapshots ?? [])));
      call.on('error', (error: ServiceError) => reject(containerdCallErrorOf(path, error)));
      call.on('end', () => resolve(found));
    });
  }

  /** Stores what the chunks are, whole or not at all. */
  async writeContent(write: ContentWrite): Promise<WrittenContent> {
    await unless('NOT_FOUND', this.#call(methods.abortWrite, { ref: write.name }));
    const { path, requestSerialize, responseDeserialize } = methods.writeContent;
    const call = this.#client.makeBidiStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      this.#metadata,
      this.#deadline(longCallTimeoutMilliseconds),
    );
    return writeContent(call, write);
  }

  async deleteContent(digest: string): Promise<void> {
    await unless('NOT_FOUND', this.#call(methods.deleteContent, { digest }));
  }

  /** Unpacks a tar file of the content store onto the mounts. */
  async apply(
    diff: { readonly mediaType: string; readonly digest: string; readonly size: number },
    mounts: readonly Mount[],
  ): Promise<void> {
    await this.#call(methods.apply, { diff, mounts: [...mounts] }, longCallTimeoutMilliseconds);
  }

  /** Tells what happens to tasks from now on. Returns how to stop that; then nothing is told any more. */
  subscribe(listener: TaskEvents): () => void {
    const { path, requestSerialize, responseDeserialize } = methods.subscribe;
    const request = { filters: [`namespace==${this.#options.namespace},topic~="^/tasks/"`] };
    const call = this.#client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, this.#metadata);
    let isOver = false;
    const end = (error: ContainerdCallError): void => {
      if (!isOver) listener.ended(error);
      isOver = true;
    };
    call.on('data', ({ event }: wire.EventEnvelope) => {
      if (!isOver && event?.value) listener.changed(wire.TaskEvent.decode(event.value).containerId);
    });
    call.on('error', (error: ServiceError) => end(containerdCallErrorOf(path, error)));
    call.on('end', () => end(new ContainerdCallError(path, { code: 'UNAVAILABLE', details: 'containerd ended the stream' })));
    return () => {
      isOver = true;
      call.cancel();
    };
  }

  close(): void {
    this.#client.close();
  }

  #call<Request, Response>(method: MethodDefinition<Request, Response>, request: Request, timeoutMilliseconds?: number): Promise<Response> {
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, response?: Response): void => {
        if (error === null && response !== undefined) resolve(response);
        else if (error !== null) reject(containerdCallErrorOf(method.path, error));
        else reject(new ContainerdCallError(method.path, { code: 'INTERNAL', details: 'containerd sent no answer' }));
      };
      const { path, requestSerialize, responseDeserialize } = method;
      this.#client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        this.#metadata,
        this.#deadline(timeoutMilliseconds),
        done,
      );
    });
  }

  #deadline(timeoutMilliseconds = this.#options.callTimeoutMilliseconds ?? defaultCallTimeoutMilliseconds): { readonly deadline: number } {
    return { deadline: this.#options.clock.now().getTime() + timeoutMilliseconds };
  }
}

/** What containerd sends at most by itself is 16 MiB. */
const maximumMessageBytes = 16 * 1024 * 1024;

/** The options of runc, as the field `options` of a runtime takes them. */
export function runcOptions(options: { readonly root?: string; readonly binaryName?: string }): TypedValue {
  return { typeUrl: 'containerd.runc.v1.Options', value: wire.RuncOptions.encode(options).finish() };
}

/** How containerd and the runtime exchange what the OCI runtime specification describes. */
export function asTypedJSON(kind: 'Spec' | 'Process', value: object): TypedValue {
  return { typeUrl: `types.containerd.io/opencontainers/runtime-spec/1/${kind}`, value: Buffer.from(JSON.stringify(value)) };
}

export const taskStatus = wire.TaskStatus;

async function unless<Result>(code: ContainerdFailureCode, call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ContainerdCallError && error.code === code) return undefined;
    throw error;
  }
}
