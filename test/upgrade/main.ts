/**
 * `make test-upgrade SEED=1`: runs a fleet of the newest release under traffic, twice. Once as it is; once it becomes a fleet of this tree, process by
 * process, in an order and with crashes that follow from the seed, and goes back one step at the end. What users see has to be the same.
 */
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { agentNames, MixedCloud, processNames, type ProcessName } from './mixed-cloud.ts';
import { newestRelease, present, type Release } from './released-tree.ts';
import { declareBasics, liveThrough, livesOf, lookAt, type Trace } from './traffic.ts';

/** What is done to the fleet while a wave of servers lives through it. */
interface Stage {
  readonly name: string;
  readonly change: (cloud: MixedCloud) => Promise<void>;
}

const controlPlane: readonly ProcessName[] = ['controller-manager', 'gateway'];

/** The api-server goes first, since it makes the roles that others need; what comes after is left to chance within the order that releases promise. */
function upgradeStages(old: Release, random: SeededRandom): readonly Stage[] {
  const put = async (cloud: MixedCloud, names: readonly ProcessName[], release: Release): Promise<void> => {
    for (const name of names) {
      say(`  ${name} becomes ${release.version}`);
      await cloud.put(name, release);
      await crashSomething(cloud, random);
    }
  };
  return [
    { name: 'before', change: async () => {} },
    { name: 'control-plane', change: (cloud) => put(cloud, ['api-server', ...shuffled(controlPlane, random)], present) },
    { name: 'old-agents', change: (cloud) => crashSomething(cloud, random) },
    { name: 'agents', change: (cloud) => put(cloud, shuffled(agentNames, random), present) },
    { name: 'after', change: (cloud) => crashSomething(cloud, random) },
    { name: 'step-back', change: (cloud) => put(cloud, stepBack(old, random), old) },
    { name: 'after-step-back', change: (cloud) => crashSomething(cloud, random) },
    { name: 'forward-again', change: (cloud) => put(cloud, stepBack(old, random).toReversed(), present) },
  ];
}

/**
 * The processes of the control plane that may go back to the release, in the order in which they do. Agents never do: their journals are not promised to be read by
 * an older one. An api-server of 0.1.0 refuses every change of an object that holds a field which it does not know.
 */
function stepBack(old: Release, random: SeededRandom): readonly ProcessName[] {
  return [...shuffled(controlPlane, random), ...(old.version === '0.1.0' ? [] : (['api-server'] as const))];
}

async function crashSomething(cloud: MixedCloud, random: SeededRandom): Promise<void> {
  const victim = random.pick([...processNames, 'etcd', 'nothing'] as const);
  say(`  kill -9 ${victim}`);
  if (victim === 'etcd') await cloud.crashEtcd();
  else if (victim !== 'nothing') await cloud.crash(victim);
}

/** Runs the waves of servers, one for each stage, beside what is done to the fleet. */
async function traceOf(stages: readonly Stage[], old: Release, seed: string): Promise<ReadonlyMap<string, Trace>> {
  await using cloud = await MixedCloud.start(old);
  try {
    await declareBasics(cloud.client, 2 * agentNames.length);
    const traces = new Map<string, Trace>();
    const lived = [];
    for (const { name, change } of stages) {
      say(`stage ${name}`);
      const lives = livesOf(name, new SeededRandom(`${seed}/traffic/${name}`));
      const [trace] = await Promise.all([liveThrough(cloud.client, lives), change(cloud)]);
      traces.set(name, trace);
      lived.push(...lives);
      traces.set(`${name}: all that live`, await lookAt(cloud.client, lived));
    }
    return traces;
  } catch (error) {
    console.error(await cloud.logs());
    throw error;
  }
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): readonly Item[] {
  const left = [...items];
  return items.map(() => left.splice(random.integer(left.length), 1)[0]!);
}

function differences(expected: ReadonlyMap<string, Trace>, found: ReadonlyMap<string, Trace>): readonly string[] {
  return [...expected].flatMap(([stage, trace]) =>
    [...trace].flatMap(([server, wanted]) => {
      const seen = found.get(stage)?.get(server);
      return JSON.stringify(seen) === JSON.stringify(wanted)
        ? []
        : [
            `stage ${stage}, server ${server}:\n  without an upgrade: ${wanted.join('; ')}\n  with it:            ${seen?.join('; ') ?? 'nothing'}`,
          ];
    }),
  );
}

function say(text: string): void {
  console.log(`${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${text}`);
}

const seed = process.argv[2] ?? '1';
const old = await newestRelease();
const stages = upgradeStages(old, new SeededRandom(`${seed}/upgrade`));
say(`seed ${seed}: release ${old.version} as it is`);
const expected = await traceOf(
  stages.map((stage) => ({ ...stage, change: async () => {} })),
  old,
  seed,
);
say(`seed ${seed}: from release ${old.version} to this tree`);
const found = await traceOf(stages, old, seed);
const different = differences(expected, found);
for (const each of different) console.error(each);
const servers = [...expected].filter(([stage]) => !stage.includes(':')).reduce((sum, [, trace]) => sum + trace.size, 0);
say(
  different.length === 0
    ? `what the users of ${servers} servers saw is the same in all ${stages.length} stages`
    : `${different.length} differences`,
);
process.exitCode = different.length === 0 ? 0 : 1;
