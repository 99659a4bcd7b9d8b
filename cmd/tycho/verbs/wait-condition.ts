import { UsageFailure } from '../command-failure.ts';
import { JSONPathError, JSONPathTemplate } from '../printing/json-path.ts';
import type { AnyObject } from '../api/any-object.ts';
import { conditionsOf, standingOf, wordsOf } from '../printing/standing.ts';
import { ageOf } from '../printing/duration.ts';

/** What `tycho wait --for` waits for. */
export interface WaitCondition {
  /** In words, for progress and complaints. */
  readonly words: string;
  /** Whether an object that is not there can still come: otherwise waiting for it makes no sense. */
  readonly mayBeAbsent: boolean;
  /** Whether it is so now; undefined stands for an object that is not there. */
  readonly isMet: (object: AnyObject | undefined) => boolean;
  /** How it stands now, in one line. */
  readonly standing: (object: AnyObject, now: Date) => string;
}

/** Reads `condition=TYPE[=STATUS]`, `jsonpath=PATH[=VALUE]`, `delete` or `create`. Throws a {@link UsageFailure}. */
export function parseWaitCondition(text: string): WaitCondition {
  if (text.toLowerCase() === 'delete')
    return { words: 'to be gone', mayBeAbsent: true, isMet: (object) => object === undefined, standing: standingOf };
  if (text.toLowerCase() === 'create')
    return { words: 'to be there', mayBeAbsent: true, isMet: (object) => object !== undefined, standing: standingOf };
  const [kind, ...rest] = text.split('=');
  const value = rest.join('=');
  if (kind === 'condition' && value !== '') return conditionState(value);
  if (kind === 'jsonpath' && value !== '') return pathValue(value);
  throw new UsageFailure(
    `--for ${text} is unknown: use condition=Ready, condition=Ready=False, jsonpath='{.status.phase}'=Running, delete or create`,
  );
}

function conditionState(text: string): WaitCondition {
  const [type = '', wanted = 'True'] = text.split('=');
  const find = (object: AnyObject): ReturnType<typeof conditionsOf>[number] | undefined =>
    conditionsOf(object).find((condition) => condition.type.toLowerCase() === type.toLowerCase());
  return {
    words: `${type} to be ${wanted}`,
    mayBeAbsent: false,
    isMet: (object) => {
      const condition = object === undefined ? undefined : find(object);
      return (
        object !== undefined &&
        condition?.status.toLowerCase() === wanted.toLowerCase() &&
        speaksOfNow(object, condition.observedGeneration)
      );
    },
    standing: (object, now) => {
      const condition = find(object);
      if (condition === undefined) return `nobody has said whether it is ${type} yet; ${standingOf(object, now)}`;
      const isOld = speaksOfNow(object, condition.observedGeneration) ? '' : ', of an older version of the object';
      return `${condition.type} is ${condition.status}${wordsOf(condition)} (${ageOf(condition.lastTransitionTime, now)}${isOld})`;
    },
  };
}

/** A condition that was judged on an older spec says nothing about the one that is there now. */
function speaksOfNow(object: AnyObject, observedGeneration: number | undefined): boolean {
  const status = object['status'] as { readonly observedGeneration?: number } | undefined;
  const observed = observedGeneration ?? status?.observedGeneration;
  return observed === undefined || object.metadata.generation === undefined || observed >= object.metadata.generation;
}

function pathValue(text: string): WaitCondition {
  const match = /^(?<path>\{(?:[^{}"']|"[^"]*"|'[^']*')*\}|[^=]+)(?:=(?<wanted>.*))?$/s.exec(text);
  const { path = '', wanted } = match?.groups ?? {};
  const template = parse(path);
  const valueOf = (object: AnyObject): string | undefined => {
    const [value] = template.select(object);
    return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
  };
  return {
    words: wanted === undefined ? `${path} to be there` : `${path} to be ${wanted}`,
    mayBeAbsent: false,
    isMet: (object) => {
      const value = object === undefined ? undefined : valueOf(object);
      return value !== undefined && (wanted === undefined || value === unquoted(wanted));
    },
    standing: (object, now) => `${path} is ${valueOf(object) ?? 'not there'}; ${standingOf(object, now)}`,
  };
}

function parse(path: string): JSONPathTemplate {
  try {
    return new JSONPathTemplate(path.startsWith('{') || /^[.$[]/.test(path) ? path : `.${path}`);
  } catch (error) {
    throw error instanceof JSONPathError ? new UsageFailure(`--for: ${error.message}`) : error;
  }
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
