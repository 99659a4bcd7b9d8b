import { writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { SystemClock, type Clock, type Timer } from '#apis/machinery/clock.ts';
import type { Command, LaunchedProcess, LaunchOptions, Outcome, ProcessRunner } from '#drivers/kvm/host/process-runner.ts';
import type { ProcessEntry, ProcessIdentity, ProcessTable } from '#drivers/kvm/host/process-table.ts';

/** What the next QEMU does when it is started. */
export type StartScript =
  | { readonly kind: 'Runs' }
  /** Says something and ends at once. */
  | { readonly kind: 'Fails'; readonly words: string; readonly exitCode: number }
  /** Is there and never answers. */
  | { readonly kind: 'Hangs' };

/**
 * A host without QEMU, for tests of the driver: programs that are started exist only here, but their monitor sockets
 * are real. It knows the few commands that the driver uses, and answers them as QEMU 7.2 does.
 */
export class ScriptedHost implements ProcessRunner, ProcessTable {
  readonly namespaces = new Set<string>();
  readonly #machines = new Map<number, ScriptedQEMU>();
  readonly #foreign: ProcessEntry[] = [];
  #bootID = 'boot-1';
  #lastPid = 1000;
  /** For the starts to come. */
  startScript: StartScript = { kind: 'Runs' };

  /** The QEMUs that run. */
  get machines(): readonly ScriptedQEMU[] {
    return [...this.#machines.values()];
  }

  /** The only QEMU that runs. */
  get machine(): ScriptedQEMU {
    const [machine, ...others] = this.machines;
    if (machine === undefined || others.length > 0) throw new Error(`${this.machines.length} QEMUs run, and not one`);
    return machine;
  }

  addForeign(commandLine: readonly string[], userID = 0): void {
    this.#foreign.push({ pid: this.#nextPid(), startTicks: 1, bootID: this.#bootID, userID, commandLine });
  }

  /** What is at a path: the host's own network, the guests', or nothing. */
  identifyNamespace(path: string): { readonly kind: 'Namespace'; readonly inode: number } | { readonly kind: 'Absent' } {
    if (path.startsWith('/proc')) return { kind: 'Namespace', inode: 1 };
    return this.namespaces.size > 0 ? { kind: 'Namespace', inode: 2 } : { kind: 'Absent' };
  }

  /** All processes end at once, and nobody is there to see it. */
  restart(): void {
    for (const machine of this.machines) machine.end({ exitCode: undefined, signal: 'SIGKILL' });
    this.#bootID = `${this.#bootID}'`;
  }

  run([, ...theArguments]: Command): Promise<Outcome> {
    const name = theArguments.at(-1) ?? '';
    if (theArguments[1] === 'add') this.namespaces.add(name);
    if (theArguments[1] === 'delete') this.namespaces.delete(name);
    return Promise.resolve({ exitCode: 0, signal: undefined, stdout: '', stderr: '' });
  }

  async launch(command: Command, options: LaunchOptions): Promise<LaunchedProcess> {
    const pid = this.#nextPid();
    const ended = Promise.withResolvers<Pick<Outcome, 'exitCode' | 'signal'>>();
    const script = this.startScript;
    if (script.kind === 'Fails') {
      writeSync(options.output, `${script.words}\n`);
      ended.resolve({ exitCode: script.exitCode, signal: undefined });
      return { pid, ended: ended.promise };
    }
    const commandLine = command.slice(command.lastIndexOf('--') + 1);
    if (commandLine[0]?.endsWith('/swtpm')) return this.#launchTPM(pid, command, options);
    const userID = Number(command.find((word) => word.startsWith('--reuid='))?.split('=')[1]);
    const entry = { pid, startTicks: pid * 10, bootID: this.#bootID, userID, commandLine };
    const machine = new ScriptedQEMU(entry, (end) => {
      this.#machines.delete(pid);
      ended.resolve(end);
    });
    this.#machines.set(pid, machine);
    if (script.kind === 'Runs') await machine.listen(join(options.workingDirectory, 'monitor.sock'));
    return { pid, ended: ended.promise };
  }

  /** It is there, and has made its socket. */
  async #launchTPM(pid: number, command: Command, { workingDirectory }: LaunchOptions): Promise<LaunchedProcess> {
    const userID = Number(command.find((word) => word.startsWith('--reuid='))?.split('=')[1]);
    await writeFile(join(workingDirectory, 'tpm.sock'), '');
    this.#foreign.push({ pid, startTicks: pid * 10, bootID: this.#bootID, userID, commandLine: ['/usr/bin/swtpm', 'socket'] });
    return { pid, ended: new Promise(() => undefined) };
  }

  /** The processes that are no QEMUs of the driver's, by their programs. */
  get otherPrograms(): readonly string[] {
    return this.#foreign.map(({ commandLine }) => commandLine[0] ?? '');
  }

  find(pid: number): Promise<ProcessEntry | undefined> {
    return Promise.resolve(this.#machines.get(pid)?.entry ?? this.#foreign.find((entry) => entry.pid === pid));
  }

  list(): Promise<readonly ProcessEntry[]> {
    return Promise.resolve([...this.machines.map(({ entry }) => entry), ...this.#foreign]);
  }

  bootID(): Promise<string> {
    return Promise.resolve(this.#bootID);
  }

  kill({ pid, startTicks }: ProcessIdentity): Promise<void> {
    const machine = this.#machines.get(pid);
    if (machine?.entry.startTicks === startTicks) machine.end({ exitCode: undefined, signal: 'SIGKILL' });
    const index = this.#foreign.findIndex((entry) => entry.pid === pid && entry.startTicks === startTicks);
    if (index !== -1) this.#foreign.splice(index, 1);
    return Promise.resolve();
  }

  #nextPid(): number {
    this.#lastPid += 1;
    return this.#lastPid;
  }
}

type Status = 'running' | 'paused' | 'inmigrate' | 'postmigrate' | 'shutdown' | 'io-error' | 'internal-error' | 'prelaunch';

const jobOf = {
  Succeeds: { status: 'concluded' },
  TakesForEver: { status: 'running' },
  DiskFull: { status: 'concluded', error: 'No space left on device' },
} as const;

/** One QEMU and the guest in it. */
export class ScriptedQEMU {
  readonly entry: ProcessEntry;
  readonly #onEnd: (end: Pick<Outcome, 'exitCode' | 'signal'>) => void;
  readonly #clients = new Set<Socket>();
  #server: Server | undefined;
  #console = Buffer.alloc(0);
  #status: Status = 'running';
  #workingDirectory = '';
  #isMute = false;
  #isDiskFull = false;
  /** What pressing the power button leads to. */
  powerButton: 'TurnsOff' | 'Ignored' = 'TurnsOff';
  /** The commands that changed something, in the order in which they came. */
  readonly commands: string[] = [];
  /** What the guest does when a device is to be pulled out. */
  pulling: 'LetsGo' | 'Ignored' = 'LetsGo';
  /** What becomes of the memory when it is to be sent. */
  sending: 'Succeeds' | 'Fails' = 'Succeeds';
  /** A device that QEMU refuses. */
  refused: string | undefined;
  /** What becomes of the next copying of a disk. */
  copying: 'Succeeds' | 'TakesForEver' | 'DiskFull' = 'Succeeds';
  /** Names of what is plugged in, opened or connected. */
  readonly devices = new Set<string>();
  readonly nodes = new Map<string, { sizeBytes: number; readonly properties: Record<string, unknown> }>();
  readonly networks = new Set<string>();
  #job: { id: string; status: string; error?: string } | undefined;

  constructor(entry: ProcessEntry, onEnd: (end: Pick<Outcome, 'exitCode' | 'signal'>) => void) {
    this.entry = entry;
    this.#onEnd = onEnd;
    this.#readCommandLine(entry.commandLine);
  }

  #readCommandLine(words: readonly string[]): void {
    if (words.includes('-incoming')) this.#status = 'paused';
    words.forEach((word, index) => {
      const flag = words[index - 1];
      const id = /(?:^|,)id=([^,]+)/.exec(word)?.[1];
      if (flag === '-device' && id !== undefined) this.devices.add(id);
      if (flag === '-netdev' && id !== undefined) this.networks.add(id);
      if (flag === '-blockdev' && word.startsWith('{')) this.#addNode(JSON.parse(word) as Record<string, unknown>);
    });
  }

  #addNode(properties: Record<string, unknown>): void {
    this.nodes.set(String(properties['node-name']), { sizeBytes: 1024 ** 3, properties });
  }

  get status(): Status {
    return this.#status;
  }

  async listen(path: string): Promise<void> {
    this.#workingDirectory = dirname(path);
    const server = createServer((socket) => this.#serve(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  }

  /** The guest writes to its console. */
  write(text: string): void {
    this.#console = Buffer.concat([this.#console, Buffer.from(text)]);
  }

  /** The guest turns itself off. */
  turnOff(): void {
    this.#status = 'shutdown';
    this.#tell('SHUTDOWN', { guest: true, reason: 'guest-shutdown' });
    this.#tell('STOP', {});
  }

  /** QEMU halts the guest: for good, or as long as the disk is full. */
  halt(status: 'io-error' | 'internal-error'): void {
    this.#isDiskFull = status === 'io-error';
    this.#status = status;
    this.#tell('STOP', {});
  }

  /** The disk is full no more. */
  makeRoom(): void {
    this.#isDiskFull = false;
  }

  /** Somebody resets the guest. One that was off stays halted after it. */
  reset(): void {
    if (this.#status !== 'running') this.#status = 'prelaunch';
  }

  /** From now on no command is answered. */
  fallSilent(): void {
    this.#isMute = true;
  }

  /** The process ends. */
  end(end: Pick<Outcome, 'exitCode' | 'signal'>): void {
    this.#onEnd(end);
    this.#server?.close();
    for (const client of this.#clients) client.destroy();
  }

  #serve(socket: Socket): void {
    this.#clients.add(socket);
    socket.on('close', () => this.#clients.delete(socket));
    socket.on('error', () => undefined);
    socket.write(`${JSON.stringify({ QMP: { version: {}, capabilities: [] } })}\n`);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const {
          execute,
          arguments: theArguments = {},
          id,
        } = JSON.parse(line) as { execute: string; arguments?: Record<string, unknown>; id: number };
        if (this.#isMute) continue;
        const answer = this.#answer(execute, theArguments);
        if (!socket.destroyed) socket.write(`${JSON.stringify({ ...answer, id })}\n`);
      }
    });
  }

  #answer(command: string, theArguments: Record<string, unknown>): object {
    try {
      return { return: this.#obey(command, theArguments) };
    } catch (error) {
      return { error: { class: 'GenericError', desc: (error as Error).message } };
    }
  }

  #obey(command: string, theArguments: Record<string, unknown>): unknown {
    switch (command) {
      case 'query-name':
        return { name: /guest=([^,]+)/.exec(this.entry.commandLine.join(' '))?.[1] };
      case 'query-status':
        return { status: this.#status, running: this.#status === 'running' };
      case 'ringbuf-read': {
        const piece = this.#console.subarray(0, Number(theArguments['size']));
        this.#console = this.#console.subarray(piece.length);
        return piece.toString('base64');
      }
      case 'qmp_capabilities':
        return {};
      case 'qom-list':
        return [...this.devices].map((name) => ({ name, type: 'child<device>' }));
      case 'query-named-block-nodes':
        return [...this.nodes].map(([name, { sizeBytes }]) => ({ 'node-name': name, image: { 'virtual-size': sizeBytes } }));
      case 'query-jobs':
        return this.#job === undefined ? [] : [this.#job];
      case 'query-migrate':
        return this.sending === 'Succeeds' ? { status: 'completed' } : { status: 'failed', 'error-desc': 'the wire broke' };
      case 'query-cpus-fast':
        return [];
      case 'device_add':
      case 'device_del':
      case 'netdev_add':
      case 'netdev_del':
      case 'blockdev-add':
      case 'blockdev-del':
      case 'block_resize':
        this.#plug(command, theArguments);
        this.commands.push(`${command} ${String(theArguments['id'] ?? theArguments['node-name'])}`);
        return {};
      case 'blockdev-backup':
        this.commands.push(command);
        this.#job = { id: String(theArguments['job-id']), ...jobOf[this.copying] };
        return {};
      case 'job-cancel':
        this.#job = { id: String(theArguments['id']), status: 'concluded', error: 'Operation canceled' };
        return {};
      case 'job-dismiss':
        this.#job = undefined;
        return {};
      case 'migrate':
        this.commands.push(command);
        this.#send(String(theArguments['uri']).replace('unix:', ''));
        if (this.sending === 'Succeeds') this.#status = 'postmigrate';
        return {};
      default:
        this.commands.push(command);
        this.#change(command);
        return {};
    }
  }

  #change(command: string): void {
    if (command === 'quit') this.end({ exitCode: 0, signal: undefined });
    if (command === 'system_powerdown' && this.powerButton === 'TurnsOff') this.turnOff();
    if (command === 'system_reset') this.reset();
    if (command === 'stop' && this.#status === 'running') {
      this.#status = 'paused';
      this.#tell('STOP', {});
    }
    if (command === 'cont') {
      this.#status = 'running';
      this.#tell('RESUME', {});
      if (this.#isDiskFull) this.halt('io-error');
    }
  }

  /** Adds or removes a device, or what is behind one. */
  #plug(command: string, theArguments: Record<string, unknown>): void {
    const action = command.slice(-3);
    const name = String(theArguments['id'] ?? theArguments['node-name']);
    if (command === 'block_resize') {
      const node = this.nodes.get(name);
      if (node !== undefined) node.sizeBytes = Number(theArguments['size']);
      return;
    }
    if (command.startsWith('blockdev')) {
      if (action === 'del' && !this.nodes.delete(name)) throw new Error(`Failed to find node with node-name='${name}'`);
      if (action === 'add') this.#addNode(theArguments);
      return;
    }
    const there = command.startsWith('device') ? this.devices : this.networks;
    if (action === 'add' && this.refused !== undefined && name.includes(this.refused)) throw new Error(`no room for ${name}`);
    if (action === 'add' && there.has(name)) throw new Error(`Duplicate ID '${name}'`);
    if (action === 'add') there.add(name);
    else if (!there.has(name)) throw new Error(`Device '${name}' not found`);
    else if (command !== 'device_del' || this.pulling === 'LetsGo') there.delete(name);
  }

  /** The memory goes to whoever listens at that socket in the working directory. */
  #send(name: string): void {
    const socket = createConnection(join(this.#workingDirectory, name));
    socket.on('error', () => undefined);
    socket.end('the memory of the guest');
  }

  #tell(event: string, data: object): void {
    for (const client of this.#clients) client.write(`${JSON.stringify({ event, data, timestamp: { seconds: 0, microseconds: 0 } })}\n`);
  }
}

/** The machine's clock with everything in it a hundred times as fast, for code that waits for real sockets. */
export class HastyClock implements Clock {
  readonly #clock = new SystemClock();

  now(): Date {
    return this.#clock.now();
  }

  monotonicMilliseconds(): number {
    return this.#clock.monotonicMilliseconds() * hastiness;
  }

  setTimer(callback: () => void, delayMilliseconds: number): Timer {
    return this.#clock.setTimer(callback, delayMilliseconds / hastiness);
  }

  sleep(delayMilliseconds: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
    return this.#clock.sleep(delayMilliseconds / hastiness, options);
  }
}

const hastiness = 100;
