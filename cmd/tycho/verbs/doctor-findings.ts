import { findCondition } from '#apis/machinery/condition.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { AnyObject } from '../api/any-object.ts';
import { ageOf } from '../printing/duration.ts';
import { conditionsOf, isWell, phaseOf, wordsOf } from '../printing/standing.ts';
import type { CertificateFact, DoctorFacts, ServerFact, SupervisionFact } from './doctor-facts.ts';
import { silentHolderAdvice, silentHolders, type LeaseFact } from './leases.ts';
import { isAsDeclared } from './why-verdict.ts';

/** What was looked at, what came of it, and what helps. */
export interface Finding {
  readonly level: 'Fine' | 'Unknown' | 'Warning' | 'Problem';
  readonly subject: string;
  readonly what: string;
  /** A sentence or a command; absent where nothing is to be done. */
  readonly help?: string;
}

/** Judges an installation by what is known of it, in the order in which one thing needs the other. Pure. */
export function examine(facts: DoctorFacts, now: Date): readonly Finding[] {
  return [
    ...processFindings(facts.supervision),
    ...serverFindings(facts.server),
    ...clockFindings(facts.server),
    ...versionFindings(facts),
    ...certificateFindings(facts.certificates, now),
    ...(facts.server.kind === 'Silent' ? [] : insideFindings(facts, now)),
  ];
}

/** What only the api-server can tell. */
function insideFindings(facts: DoctorFacts, now: Date): readonly Finding[] {
  return [...storageFindings(facts), ...loopFindings(facts.leases, now), ...hostFindings(facts.hosts, now), ...objectFindings(facts, now)];
}

function processFindings(supervision: SupervisionFact | undefined): readonly Finding[] {
  if (supervision === undefined) return [];
  const { isSupervised, status } = supervision;
  const subject = 'processes';
  if (!isSupervised)
    return [
      { level: 'Problem', subject, what: 'nobody supervises what `tycho up` started here', help: '`tycho up` starts what is missing' },
    ];
  const off = status.processes.filter(({ state }) => state !== 'Ready');
  if (off.length === 0) return [{ level: 'Fine', subject, what: `all ${status.processes.length} that \`tycho up\` runs here are ready` }];
  return off.map(({ name, state, detail, restartCount }) => ({
    level: 'Problem',
    subject,
    what: `${name} is ${state}${restarts(restartCount)}${detail === undefined || detail.startsWith('{') ? '' : `: ${detail}`}`,
    help: `its log says why: logs/${name}.log in the state directory`,
  }));
}

function restarts(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ', restarted once' : `, restarted ${count} times`;
}

function serverFindings(server: ServerFact): readonly Finding[] {
  const subject = 'api-server';
  if (server.kind === 'Silent')
    return [
      {
        level: 'Problem',
        subject,
        what: `does not answer: ${server.why}`,
        help: 'start it, or see in its log why it does not run; here, `tycho up`',
      },
    ];
  if (server.isReady) return [{ level: 'Fine', subject, what: `${server.url} is ready, of version ${server.version}` }];
  return [
    {
      level: 'Problem',
      subject,
      what: `${server.url} answers, but is not ready`,
      help: 'its log says which check fails; most need its store: is etcd up?',
    },
  ];
}

/** Certificates, leases and tokens bear times; ours tolerate as much. */
const tolerableClockSeconds = 30;

function clockFindings(server: ServerFact): readonly Finding[] {
  const ahead = server.kind === 'Answers' ? server.clockAheadSeconds : undefined;
  if (ahead === undefined) return [];
  const seconds = Math.round(Math.abs(ahead));
  if (seconds <= tolerableClockSeconds)
    return [{ level: 'Fine', subject: 'clock', what: 'this machine and the api-server agree on the time' }];
  const what = `the api-server is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine`;
  return [{ level: 'Problem', subject: 'clock', what, help: 'set both by NTP: certificates, tokens and leases bear times' }];
}

/** A release works beside the one before it and the one after it; what differs by more was never tried. */
function versionFindings({ clientVersion, server, hosts }: DoctorFacts): readonly Finding[] {
  if (server.kind === 'Silent') return [];
  const subject = 'versions';
  const agents = Map.groupBy(
    (hosts ?? []).filter(({ status }) => status?.agentVersion !== undefined),
    ({ status }) => status!.agentVersion!,
  );
  const far = [...agents].filter(([version]) => stepsBetween(version, server.version) > 1);
  const findings: Finding[] = far.map(([version, itsHosts]) => ({
    level: 'Problem',
    subject,
    what: `the agents of ${namesOf(itsHosts.map(({ metadata }) => metadata.name))} are of ${version}, the api-server is of ${server.version}`,
    help: 'bring agents to a release next to that of the api-server',
  }));
  if (stepsBetween(clientVersion, server.version) > 1)
    findings.push({
      level: 'Warning',
      subject,
      what: `this command is of ${clientVersion}, the api-server of ${server.version}`,
      help: 'use a release next to that of the api-server',
    });
  return findings.length > 0 ? findings : [{ level: 'Fine', subject, what: 'everything that was seen is at most one release apart' }];
}

/** How many minor releases lie between two versions; Infinity between major ones. */
function stepsBetween(left: string, right: string): number {
  const [[leftMajor, leftMinor], [rightMajor, rightMinor]] = [numbersOf(left), numbersOf(right)];
  return leftMajor === rightMajor ? Math.abs(leftMinor - rightMinor) : Infinity;
}

function numbersOf(version: string): readonly [number, number] {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0)];
}

const dayMilliseconds = 86_400_000;
const warningDays = 30;

function certificateFindings(certificates: readonly CertificateFact[], now: Date): readonly Finding[] {
  const subject = 'certificates';
  const daysOf = ({ endsAt }: CertificateFact): number => Math.floor((endsAt.getTime() - now.getTime()) / dayMilliseconds);
  const ending = certificates.filter((certificate) => daysOf(certificate) < warningDays);
  if (ending.length > 0)
    return ending.map((certificate): Finding => {
      const hasEnded = certificate.endsAt <= now;
      const what = hasEnded
        ? `ended on ${dayOf(certificate.endsAt)}`
        : `ends on ${dayOf(certificate.endsAt)}, in ${daysOf(certificate)} days`;
      const help = 'those of `tycho up` are made anew when it starts: `tycho down`, then `tycho up`; others come from who issued them';
      return { level: hasEnded ? 'Problem' : 'Warning', subject, what: `${certificate.name}: ${what}`, help };
    });
  const [first] = certificates.toSorted((left, right) => left.endsAt.getTime() - right.endsAt.getTime());
  if (first === undefined) return [];
  return [{ level: 'Fine', subject, what: `${certificates.length} seen; the first to end is ${first.name}, on ${dayOf(first.endsAt)}` }];
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function storageFindings({ storage }: DoctorFacts): readonly Finding[] {
  const subject = 'store';
  if (storage === undefined) return [{ level: 'Unknown', subject, what: 'nothing is said of it to you' }];
  const what = storage.message ?? storage.reason ?? storage.status;
  if (isWell(storage)) return [{ level: 'Fine', subject, what }];
  return [{ level: 'Problem', subject, what, help: 'every write fails when the store is full: see to it first' }];
}

function loopFindings(leases: readonly LeaseFact[] | undefined, now: Date): readonly Finding[] {
  const subject = 'control plane';
  if (leases === undefined) return [{ level: 'Unknown', subject, what: 'you may not see who runs it' }];
  const silent = silentHolders(leases, now);
  if (silent.length === 0) return [{ level: 'Fine', subject, what: `all ${leases.length} leases of its processes are held` }];
  return silent.map(({ name, holder, renewedAt }) => ({
    level: 'Problem',
    subject,
    what: `${name} (${holder ?? ''}) has given no sign of life for ${ageOf(renewedAt.toISOString(), now)}`,
    help: silentHolderAdvice(name),
  }));
}

function hostFindings(hosts: readonly Host[] | undefined, now: Date): readonly Finding[] {
  const subject = 'hosts';
  if (hosts === undefined) return [{ level: 'Unknown', subject, what: 'you may not see them' }];
  if (hosts.length === 0)
    return [{ level: 'Problem', subject, what: 'there is none: no server can run', help: '`tycho join-token` begins one' }];
  const ready = hosts.filter((host) => findCondition(host.status?.conditions, 'Ready')?.status === 'True');
  const off = hosts.filter((host) => !ready.includes(host));
  const cordoned = ready.filter(({ spec }) => spec.unschedulable);
  return [
    ...limited(off, (host): Finding => {
      const condition = findCondition(host.status?.conditions, 'Ready');
      const since = condition === undefined ? '' : ` for ${ageOf(condition.lastTransitionTime, now)}`;
      const what = `${host.metadata.name} is not ready${since}${condition === undefined ? '' : wordsOf(condition)}`;
      return { level: 'Problem', subject, what, help: `tycho why host/${host.metadata.name}` };
    }),
    ...(ready.length > 0 && cordoned.length === ready.length
      ? [{ level: 'Warning', subject, what: 'all that are ready are cordoned: no new server can start', help: 'uncordon one' } as const]
      : []),
    ...(off.length === 0 ? [{ level: 'Fine', subject, what: `${ready.length} of ${hosts.length} ready` } as const] : []),
  ];
}

/** For so long something may be on its way before it counts as stuck. */
const patienceMilliseconds = 10 * 60_000;

function objectFindings({ objects }: DoctorFacts, now: Date): readonly Finding[] {
  const stuck = objects.flatMap((object) => {
    const since = notAsDeclaredSince(object);
    return since !== undefined && now.getTime() - since.getTime() > patienceMilliseconds ? [{ object, since }] : [];
  });
  if (stuck.length === 0) return [{ level: 'Fine', subject: 'objects', what: `of ${objects.length} that you may see, none is stuck` }];
  return limited(stuck, ({ object, since }): Finding => {
    const { name, namespace } = object.metadata;
    const state = object.metadata.deletionTimestamp === undefined ? (phaseOf(object) ?? 'not as declared') : 'being deleted';
    const word = `${object.kind.toLowerCase()}/${name}`;
    return {
      level: 'Warning',
      subject: 'objects',
      what: `${word}${namespace === undefined ? '' : ` in ${namespace}`} is ${state} for ${ageOf(since.toISOString(), now)}`,
      help: `tycho why ${word}${namespace === undefined ? '' : ` -n ${namespace}`}`,
    };
  });
}

/** Undefined: it is as declared, or nobody can say since when it is not. */
function notAsDeclaredSince(object: AnyObject): Date | undefined {
  const { deletionTimestamp, creationTimestamp } = object.metadata;
  // The end of the window in which it can be taken back, where there is one.
  if (deletionTimestamp !== undefined) return new Date(deletionTimestamp);
  if (isAsDeclared(object, { kind: object.kind })) return undefined;
  const times = conditionsOf(object).flatMap((condition) => (isWell(condition) ? [] : (condition.lastTransitionTime ?? [])));
  const latest = times.toSorted().at(-1) ?? creationTimestamp;
  return latest === undefined ? undefined : new Date(latest);
}

const mostOfOneSubject = 10;

/** The first of them, and how many more there are. */
function limited<Item>(items: readonly Item[], findingOf: (item: Item) => Finding): readonly Finding[] {
  const shown = items.slice(0, mostOfOneSubject).map(findingOf);
  const last = shown.at(-1);
  if (last === undefined || items.length <= mostOfOneSubject) return shown;
  return [...shown, { level: last.level, subject: last.subject, what: `and ${items.length - mostOfOneSubject} more like these` }];
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more hosts` : shown;
}
