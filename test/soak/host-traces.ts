import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hostNameOfAgent, runDirectoryOfAgent } from '#cmd/bootstrap/host-names.ts';
import { NetworkNames } from '#cmd/node-agent/network/network-names.ts';

const run = promisify(execFile);

/** An agent's marks on its host. */
export interface AgentPlace {
  readonly driver: string;
  readonly stateDirectory: string;
  /** The numbers of all networks that there have been: names of links on the host are hashes of them. */
  readonly networkNumbers: ReadonlySet<number>;
}

/**
 * Everything on this host that is of one agent, a line each, sorted: processes, network namespaces with their links and rules, mounts, cgroups, files,
 * and what containerd keeps for it. Lines hold no process ids, so that two looks can be compared.
 */
export async function hostTraces(place: AgentPlace): Promise<readonly string[]> {
  const namespace = hostNameOfAgent(place.stateDirectory);
  const runDirectory = runDirectoryOfAgent(place.stateDirectory);
  const found = await Promise.all([
    processes(place.stateDirectory),
    networkNamespaces(namespace),
    hostRules(namespace),
    hostLinks(place, namespace),
    mountPoints([place.stateDirectory, namespace]).then((paths) => paths.map((path) => `mount ${path}`)),
    cgroups(namespace),
    files(place.stateDirectory, (path) => path.startsWith('containers/containerd/') || path === 'journal'),
    files(runDirectory, (path) => path.startsWith('state/io.containerd.') && !path.startsWith('state/io.containerd.runtime')),
    place.driver === 'container' ? containerdObjects(join(runDirectory, 'containerd.sock'), namespace) : [],
  ]);
  return found.flat().toSorted();
}

/**
 * What is kept on purpose: images, as they came and unpacked, until room is needed or nobody used them for a day, and the notes of who was given which,
 * which are looked through when room is needed. What is there of an image in the making is none of these.
 */
export function isCacheOfImages(line: string): boolean {
  return [
    /^file \S+\/images\/(pins\/[^/]+|[0-9a-f]{64}|image-store(\/[^/]+(\/[0-9a-f]{64})?)?)$/,
    /^file \S+\/containers\/images\/[0-9a-f]{32}\.json$/,
    /^containerd's snapshot (view-)?[0-9a-f]{32}$/,
  ].some((pattern) => pattern.test(line));
}

/** A process that is an agent's, or that it or its guests have started: by its command line, its working directory or its cgroup. */
export interface AgentProcess {
  readonly pid: number;
  /** Its command line, words joined by spaces. */
  readonly words: string;
}

export async function agentProcesses(stateDirectory: string): Promise<readonly AgentProcess[]> {
  const marks = [stateDirectory, hostNameOfAgent(stateDirectory)];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
      const group = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '');
      const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      const isOurs = marks.some((mark) => [words, group, directory].some((text) => text.includes(mark)));
      return isOurs ? [{ pid: Number(pid), words }] : [];
    }),
  );
  return found.flat();
}

async function processes(stateDirectory: string): Promise<string[]> {
  const found = await agentProcesses(stateDirectory);
  // The agent itself is to be there, and so are its children for the moment between fork and exec.
  return found.filter(({ words }) => !words.includes('/node-agent/main.ts')).map(({ words }) => `process ${words.slice(0, 200)}`);
}

async function networkNamespaces(namespace: string): Promise<string[]> {
  const names = await namespaceNames(namespace);
  const inside = await Promise.all(
    names.map(async (name) => {
      const links = await output('ip', ['-netns', name, '-oneline', 'link', 'show']);
      const rules = await output('nsenter', [`--net=/run/netns/${name}`, 'nft', '--stateless', 'list', 'ruleset']);
      const linkNames = links.flatMap((line) => /^\d+: ([^:@]+)/.exec(line)?.[1] ?? []);
      return [...linkNames.map((link) => `link ${link} in ${name}`), ...rules.map((line) => `rule ${line.trim()} in ${name}`)];
    }),
  );
  return [...names.map((name) => `network namespace ${name}`), ...inside.flat()];
}

async function namespaceNames(namespace: string): Promise<string[]> {
  const names = await readdir('/run/netns').catch(() => []);
  return names.filter((name) => name === namespace || name.startsWith(`${namespace}-`));
}

async function hostRules(namespace: string): Promise<string[]> {
  const tables = await output('nft', ['list', 'tables']);
  return tables.filter((line) => line.includes(namespace.replaceAll('-', '_'))).map((line) => `host's ${line}`);
}

async function hostLinks({ networkNumbers }: AgentPlace, namespace: string): Promise<string[]> {
  const names = new NetworkNames(namespace);
  const isOurs = new Set([...networkNumbers].flatMap((number) => [names.uplinkDevice(number), names.tunnelDevice(number)]));
  const links = await output('ip', ['-oneline', 'link', 'show']);
  return links
    .flatMap((line) => /^\d+: ([^:@]+)/.exec(line)?.[1] ?? [])
    .flatMap((link) => (isOurs.has(link) ? [`host's link ${link}`] : []));
}

async function mountPoints(marks: readonly string[]): Promise<string[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n').filter((line) => marks.some((mark) => line.includes(mark)));
  return lines.flatMap((line) => line.split(' ')[4] ?? []).filter((path) => !path.startsWith('/run/netns/'));
}

async function cgroups(namespace: string): Promise<string[]> {
  const lines = await output('find', ['/sys/fs/cgroup', '-type', 'd', '-path', `*${namespace}*`]);
  return lines.map((line) => `cgroup ${line}`);
}

async function files(root: string, isLeftOut: (path: string) => boolean): Promise<string[]> {
  const names = await readdir(root, { recursive: true }).catch(() => []);
  return names.filter((name) => !isLeftOut(name)).map((name) => `file ${join(root, name)}`);
}

async function containerdObjects(socket: string, namespace: string): Promise<string[]> {
  if ((await stat(socket).catch(() => undefined)) === undefined) return [];
  const kinds = {
    container: ['containers', 'list', '--quiet'],
    task: ['tasks', 'list', '--quiet'],
    image: ['images', 'list', '--quiet'],
    content: ['content', 'list', '--quiet'],
    lease: ['leases', 'list', '--quiet'],
    snapshot: ['snapshots', 'list'],
  };
  const found = await Promise.all(
    Object.entries(kinds).map(async ([kind, words]) => {
      const lines = await output('ctr', ['--address', socket, '--namespace', namespace, ...words]);
      return lines.filter((line) => !line.startsWith('KEY')).map((line) => `containerd's ${kind} ${line.split(/\s+/)[0]}`);
    }),
  );
  return found.flat();
}

/** Lines of a program's output; what goes while it is looked at counts as gone. */
async function output(program: string, parameters: readonly string[]): Promise<string[]> {
  const { stdout } = await run(program, [...parameters]).catch((error: { readonly stdout?: string; readonly code?: unknown }) => {
    if (error.code === 'ENOENT') throw error;
    return { stdout: error.stdout ?? '' };
  });
  return stdout.split('\n').filter((line) => line.trim() !== '');
}

/** Ends and removes all of that, but for the files of the state directory and what is in containerd's database there. For an agent that has ended. */
export async function removeTraces(stateDirectory: string): Promise<void> {
  const namespace = hostNameOfAgent(stateDirectory);
  for (const { pid } of await agentProcesses(stateDirectory)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
  for (const path of await mountPoints([stateDirectory, namespace])) await run('umount', ['--lazy', path]).catch(() => {});
  for (const name of await namespaceNames(namespace)) await run('ip', ['netns', 'delete', name]).catch(() => {});
  await rm(runDirectoryOfAgent(stateDirectory), { recursive: true, force: true });
}
