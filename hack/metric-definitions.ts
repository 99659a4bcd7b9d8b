import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One metric that a process of ours tells. */
export interface MetricDefinition {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Where it is defined, from the root of the repository. */
  readonly file: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** All metrics, as the sources define them, by name. Throws when a definition is written in a way that is not understood here. */
export function metricDefinitions(): readonly MetricDefinition[] {
  const files = globSync('{cmd,controllers}/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const all = files.toSorted().flatMap((file) => definitionsIn(file, readFileSync(`${root}/${file}`, 'utf8')));
  const byName = new Map(all.map((definition) => [definition.name, definition]));
  return [...byName.values()].toSorted((left, right) => left.name.localeCompare(right.name));
}

const quoted = String.raw`'((?:[^'\\]|\\.)*)'`;
/** `metrics.counter({ name: '…', help: '…', labels: […] …`. */
const whole = new RegExp(
  String.raw`\.(counter|gauge|histogram|readGauge|readCounter)\(\s*\{\s*name: 'tycho_(\w+)',\s*help: ${quoted},?(?:\s*labels: \[([^\]]*)\])?`,
  'g',
);
/** `gauge('…', '…'`: those of the api-server, whose names begin alike. */
const short = new RegExp(String.raw`^\s*(gauge|counter|perLevel|perKind)\(\s*'(\w+)',\s*${quoted}`, 'gm');

function definitionsIn(file: string, source: string): readonly MetricDefinition[] {
  const found = [...source.matchAll(whole)].map(([, how = '', name = '', help = '', labels = '']): MetricDefinition => ({
    name: `tycho_${name}`,
    help,
    labels: [...labels.matchAll(/'(\w+)'/g)].map(([, label]) => label!),
    type: /counter/i.test(how) ? 'counter' : how === 'histogram' ? 'histogram' : 'gauge',
    file,
  }));
  const ofApiServer = !file.endsWith('/server-metrics.ts')
    ? []
    : [...source.matchAll(short)].map(([, how = '', name = '', help = '']): MetricDefinition => ({
        name: `tycho_apiserver_${name}`,
        help,
        labels: how === 'perLevel' ? ['level'] : how === 'perKind' ? ['resource'] : [],
        type: how === 'counter' ? 'counter' : 'gauge',
        file,
      }));
  const mentioned = new Set(source.match(/name: 'tycho_\w+'/g)).size;
  if (new Set(found.map(({ name }) => name)).size !== mentioned)
    throw new Error(`${file}: a metric is defined in words that hack/metric-definitions.ts does not understand`);
  return [...found, ...ofApiServer];
}
