import type { Condition } from '#apis/machinery/condition.ts';
import type { AnyObject } from '../api/any-object.ts';
import { ageOf } from '../printing/duration.ts';
import { conditionsOf, isWell, phaseOf, wordsOf, type AnyCondition } from '../printing/standing.ts';
import { silentHolderAdvice, silentHolders } from './leases.ts';
import type { Facts } from './why-facts.ts';

/** Whether something is as declared, and if not, who waits for what. */
export type Verdict =
  | { readonly kind: 'AsDeclared'; readonly words: string }
  | { readonly kind: 'Waiting'; readonly waits: readonly Wait[]; readonly help: readonly string[] };

/** One party and the fact that it waits for, in the order of the chain from the declaration to the host. */
export interface Wait {
  readonly who: string;
  readonly what: string;
  /** RFC 3339. */
  readonly since: string | undefined;
}

/** Judges an object of any kind by what is known. Pure. */
export function judge(object: AnyObject, facts: Facts, now: Date): Verdict {
  if (isAsDeclared(object, facts)) return { kind: 'AsDeclared', words: standingWords(object, now) };
  const silent = silentLoops(facts, now);
  const waits = [
    ...deletionWaits(object),
    ...unobservedWaits(object, facts),
    ...conditionWaits(object, facts),
    ...instanceWaits(facts),
    ...hostWaits(facts),
    ...silent,
  ];
  const help = [
    ...new Set([
      ...waits.flatMap((wait) => adviceIn(wait.what)),
      ...conditionsOf(object).flatMap(adviceFor),
      ...hostAdvice(facts),
      ...silent.map(({ who }) => silentHolderAdvice(who)),
    ]),
  ];
  return { kind: 'Waiting', waits: waits.length > 0 ? waits : [nothingKnown(object)], help };
}

/** Whether an object of that kind is in every way what was declared. */
export function isAsDeclared(object: AnyObject, { kind }: Pick<Facts, 'kind'>): boolean {
  const { deletionTimestamp, generation } = object.metadata;
  if (deletionTimestamp !== undefined) return false;
  const status = object['status'] as { readonly observedGeneration?: number } | undefined;
  if (status?.observedGeneration !== undefined && generation !== undefined && status.observedGeneration < generation) return false;
  if (kind === 'Server') {
    const isWishedOff = (object['spec'] as { readonly power?: string } | undefined)?.power === 'Stopped';
    return isWishedOff ? phaseOf(object) === 'Stopped' : find(object, 'Ready')?.status === 'True';
  }
  const phase = phaseOf(object);
  if (phase === 'Failed' || phase === 'Pending') return false;
  return conditionsOf(object).every(isWell);
}

function standingWords(object: AnyObject, now: Date): string {
  const ready = find(object, 'Ready') ?? find(object, 'Converged');
  const phase = phaseOf(object) ?? (ready === undefined ? '' : `${ready.type}${wordsOf(ready)}`);
  return ready === undefined ? phase : `${phase}, for ${ageOf(ready.lastTransitionTime, now)}`;
}

function deletionWaits({ metadata }: AnyObject): readonly Wait[] {
  if (metadata.deletionTimestamp === undefined) return [];
  const finalizers = (metadata.finalizers ?? []).join(', ') || 'nothing any more';
  return [{ who: 'The deletion', what: `waits for those who hold it to let go: ${finalizers}`, since: metadata.deletionTimestamp }];
}

/** Nobody has looked at it, or not at its newest version. */
function unobservedWaits(object: AnyObject, { kind }: Facts): readonly Wait[] {
  const { generation, creationTimestamp } = object.metadata;
  const status = object['status'] as { readonly observedGeneration?: number } | undefined;
  if (kind === 'Server' && status?.observedGeneration === undefined && conditionsOf(object).length === 0) {
    return [{ who: 'The declaration', what: 'waits for the controllers: none has looked at it yet', since: creationTimestamp }];
  }
  const isBehind = status?.observedGeneration !== undefined && generation !== undefined && status.observedGeneration < generation;
  return isBehind
    ? [
        {
          who: 'The declaration',
          what: `waits for the controllers: they have seen version ${status.observedGeneration} of ${generation}`,
          since: undefined,
        },
      ]
    : [];
}

/** Conditions that are not True, the earliest link of the chain first. */
function conditionWaits(object: AnyObject, { kind }: Facts): readonly Wait[] {
  const order = (condition: AnyCondition): number => (condition.type === 'Scheduled' ? 0 : 1);
  return conditionsOf(object)
    .filter((condition) => !isWell(condition))
    .toSorted((left, right) => order(left) - order(right))
    .map((condition) => ({
      who: parties[`${kind}/${condition.type}`] ?? `Condition ${condition.type}`,
      what: `${condition.type} is ${condition.status}${wordsOf(condition)}`,
      since: condition.lastTransitionTime,
    }));
}

/** Who keeps which condition. */
const parties: Readonly<Record<string, string>> = {
  'Server/Scheduled': 'The scheduling loop',
  'Server/Ready': 'The server loop',
  'Instance/Converged': 'The agent of the host',
  'Host/Ready': 'The host loop',
  'Host/Healthy': 'The agent of the host',
  'Host/OrphanGuests': 'The agent of the host',
  'Host/Removable': 'The host loop',
};

/** What the agents say of the incarnations of a server. */
function instanceWaits({ kind, instances }: Facts): readonly Wait[] {
  if (kind !== 'Server') return [];
  return instances.flatMap((instance): readonly Wait[] => {
    const conditions: readonly Condition[] = instance.status?.conditions ?? [];
    const who = `The agent of host ${instance.spec.host.name} (incarnation ${instance.spec.epoch}, ${instance.status?.phase ?? 'not reported yet'})`;
    const open = conditions
      .filter(({ status }) => status !== 'True')
      .map((each) => ({ who, what: `${each.type} is ${each.status}${wordsOf(each)}`, since: each.lastTransitionTime }));
    if (instance.status?.phase !== undefined) return open;
    return [{ who, what: 'has said nothing about it yet', since: instance.metadata.creationTimestamp }];
  });
}

function hostWaits({ host, kind }: Facts): readonly Wait[] {
  if (host === undefined || kind === 'Host') return [];
  const conditions: readonly Condition[] = host.status?.conditions ?? [];
  return conditions
    .filter(({ type, status }) => type === 'Ready' && status !== 'True')
    .map((each) => ({ who: `Host ${host.metadata.name}`, what: `is not ready${wordsOf(each)}`, since: each.lastTransitionTime }));
}

function silentLoops({ leases }: Facts, now: Date): readonly Wait[] {
  return silentHolders(leases ?? [], now).map(({ name, holder, renewedAt }) => ({
    who: name,
    what: `has given no sign of life (${holder ?? ''})`,
    since: renewedAt.toISOString(),
  }));
}

/** The remedy that a message names itself, after `to help:` or after the semicolon of a sentence that tells somebody to do something. */
function adviceIn(message: string): readonly string[] {
  const named = /to help: (.+)$/s.exec(message)?.[1];
  if (named !== undefined) return [named];
  const told = /; ((?:set|choose|start|make|create|free|raise|add|use|delete|an operator has to) .+)$/s.exec(message)?.[1];
  return told === undefined ? [] : [told];
}

/** What to do about reasons whose message does not say it. */
function adviceFor(condition: AnyCondition): readonly string[] {
  const advice = isWell(condition) ? undefined : remedies[condition.reason ?? ''];
  return advice === undefined ? [] : [advice];
}

const remedies: Readonly<Record<string, string>> = {
  WaitingForAgent: 'usually over in a moment; if not, look at the log of the node-agent on that host',
  QuotaExceeded: 'delete what this namespace can do without, or have its Quota raised (`tycho get quotas`)',
  StartFailed: 'it is tried again with growing waits; `tycho logs` shows how far the guest came',
  RestartDelay: 'it is started again after a wait; `tycho logs` shows why the guest ended',
};

function hostAdvice({ host, kind }: Facts): readonly string[] {
  const ready = host?.status?.conditions?.find(({ type }) => type === 'Ready');
  return host === undefined || kind === 'Host' || ready?.status !== 'False'
    ? []
    : [`\`tycho describe host ${host.metadata.name}\` says more about the host`];
}

function nothingKnown(object: AnyObject): Wait {
  return { who: 'The declaration', what: 'nothing is known of it yet', since: object.metadata.creationTimestamp };
}

function find(object: AnyObject, type: string): AnyCondition | undefined {
  return conditionsOf(object).find((condition) => condition.type === type);
}
