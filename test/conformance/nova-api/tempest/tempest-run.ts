import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keystoneAdmin } from '../../../harness/keystone.ts';
import { cloudNames, type NovaWorld } from '../nova-world.ts';
import { parseLeftOut, type LeftOut } from './left-out.ts';
import { tempestConfiguration } from './tempest-configuration.ts';

/** Where Debian puts Tempest. */
const packages = '/usr/lib/python3/dist-packages';
const here = fileURLToPath(new URL('.', import.meta.url));

/** What came of one test, or of what a class of them needs. */
export interface TempestResult {
  /** As Tempest names it, with its id and tags in brackets. */
  readonly name: string;
  readonly outcome: 'success' | 'fail' | 'skip' | 'xfail' | 'uxsuccess' | 'inprogress';
  readonly seconds: number;
  /** The traceback of a failure, the reason of a skip. */
  readonly said: string;
}

export interface TempestOptions {
  readonly world: NovaWorld;
  /** For its configuration, logs and results; emptied at the start. */
  readonly folder: string;
  /** Names of tests, as regular expressions, one of which has to fit. */
  readonly only: readonly string[];
  /** Of those, which do not fit this world: as regular expressions. */
  readonly except?: readonly string[];
  /** Whether there is a network that everybody may use. */
  readonly hasSharedNetwork?: boolean;
  /** Whether Tempest is to run what it takes for XenAPI's alone. */
  readonly isToldOfXenAPI?: boolean;
  /** How many tests go on at the same time. */
  readonly workers: number;
  /** How many hosts there are. */
  readonly hosts: number;
}

/** Runs tests of the real Tempest and gives what came of each. */
export async function runTempest({
  world,
  folder,
  only,
  except = [],
  hasSharedNetwork = true,
  isToldOfXenAPI = false,
  workers,
  hosts,
}: TempestOptions): Promise<readonly TempestResult[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'lock'), { recursive: true });
  const [image, otherImage] = await Promise.all([imageID(world, cloudNames.image), imageID(world, cloudNames.otherImage)]);
  const [flavor, otherFlavor] = await Promise.all([flavorID(world, cloudNames.flavor), flavorID(world, cloudNames.otherFlavor)]);
  const configuration = tempestConfiguration({
    identityURL: `${world.keystone.url}/v3`,
    image,
    otherImage,
    flavor,
    otherFlavor,
    network: hasSharedNetwork ? cloudNames.network : undefined,
    isToldOfXenAPI,
    hosts,
    folder,
  });
  await writeFile(join(folder, 'tempest.conf'), configuration);
  await writeFile(
    join(folder, '.stestr.conf'),
    `[DEFAULT]\ntest_path=${packages}/tempest/test_discover\ntop_dir=${packages}\ngroup_regex=([^\\.]*\\.)*\n`,
  );
  await writeFile(join(folder, 'only.txt'), `${only.join('\n')}\n`);
  await writeFile(join(folder, 'left-out.txt'), `${[...(await leftOutTests()).map(({ pattern }) => pattern), ...except].join('\n')}\n`);
  const environment = {
    PATH: '/usr/bin:/bin',
    HOME: folder,
    LANG: 'C.UTF-8',
    PYTHON: '/usr/bin/python3',
    PYTHONWARNINGS: 'ignore',
    TEMPEST_CONFIG_DIR: folder,
    TEMPEST_CONFIG: 'tempest.conf',
    OS_TEST_TIMEOUT: String(longestTestSeconds),
  };
  await program('/usr/bin/stestr', ['init'], { folder, environment, output: 'init.log' });
  const selection = ['--include-list', 'only.txt', '--exclude-list', 'left-out.txt'];
  const trusted = await trustedAuthorities(world, folder);
  await program(
    '/usr/bin/unshare',
    [...trusting(trusted), '/usr/bin/stestr', 'run', '--concurrency', String(workers), ...selection, '--subunit'],
    {
      folder,
      environment,
      output: 'subunit',
    },
  );
  return results(folder, environment);
}

/** The authorities of this machine, and the one that `tycho up` made for the api-server, whose own the pages of consoles are. */
async function trustedAuthorities({ tycho }: NovaWorld, folder: string): Promise<string> {
  const files = [systemAuthorities, join(tycho.stateDirectory, 'keys', 'api-ca.crt')];
  const bundle = join(folder, 'authorities.pem');
  await writeFile(bundle, (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n'));
  return bundle;
}

/** Where Debian's urllib3 reads them, whatever its environment says. */
const systemAuthorities = '/etc/ssl/certs/ca-certificates.crt';

/** What `unshare` needs to run a program, to be named behind it, that finds these authorities installed, as it would on a user's machine. Nothing else does. */
function trusting(bundle: string): readonly string[] {
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return [...asRoot, '--mount', '/bin/sh', '-c', `mount --bind "$0" ${systemAuthorities} && exec "$@"`, bundle];
}

/** Those that are not to be run, with the reasons. */
export async function leftOutTests(): Promise<readonly LeftOut[]> {
  return parseLeftOut(await readFile(join(here, 'left-out.txt'), 'utf8'));
}

/** Names of the tests that CI runs, as regular expressions. */
export async function quickTests(): Promise<readonly string[]> {
  const lines = (await readFile(join(here, 'quick.txt'), 'utf8')).split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

const longestTestSeconds = 300;

async function imageID(world: NovaWorld, name: string): Promise<string> {
  return (await world.openstack(['image', 'show', name, '-f', 'value', '-c', 'id'], { as: keystoneAdmin })).trim();
}

async function flavorID(world: NovaWorld, name: string): Promise<string> {
  return (await world.openstack(['flavor', 'show', name, '-f', 'value', '-c', 'id'], { as: keystoneAdmin })).trim();
}

interface ProgramOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The file in the folder for what it prints. */
  readonly output: string;
}

/** A program that fails because tests failed has done its work; what it left says so. */
async function program(command: string, words: readonly string[], { folder, environment, output }: ProgramOptions): Promise<void> {
  await using printed = await open(join(folder, output), 'w');
  await using complaints = await open(join(folder, `${output}.errors`), 'w');
  const child = spawn(command, words, { cwd: folder, env: environment, stdio: ['ignore', printed.fd, complaints.fd] });
  await once(child, 'exit');
}

async function results(folder: string, environment: Readonly<Record<string, string>>): Promise<readonly TempestResult[]> {
  await using stream = await open(join(folder, 'subunit'), 'r');
  const child = spawn(join(here, 'results.py'), [], { env: environment, stdio: [stream.fd, 'pipe', 'inherit'] });
  const found: TempestResult[] = [];
  for await (const line of createInterface(child.stdout!)) found.push(JSON.parse(line) as TempestResult);
  if (found.length === 0) throw new Error(`Tempest ran nothing: ${await readFile(join(folder, 'subunit.errors'), 'utf8')}`);
  return found;
}
