import type { NormalAnswer } from './normalize.ts';

/** Where two answers to one request are not the same. */
export interface Difference {
  /** `code`, `header NAME`, or the path in the body, as `servers[0].flavor.vcpus`; `body` for the whole of it. */
  readonly at: string;
  /** As JSON; undefined where it is absent. */
  readonly nova: string | undefined;
  readonly ours: string | undefined;
}

/** All of them. Where the codes differ, the rest is not looked at. */
export function differencesBetween(nova: NormalAnswer, ours: NormalAnswer): readonly Difference[] {
  if (nova.code !== ours.code || nova.code === unanswered)
    return [{ at: 'code', nova: `${nova.code} ${sketch(nova.body)}`, ours: `${ours.code} ${sketch(ours.body)}` }];
  return [...headerDifferences(nova, ours), ...valueDifferences('', nova.body, ours.body)];
}

function headerDifferences({ headers: nova, body }: NormalAnswer, { headers: ours, body: ownBody }: NormalAnswer): readonly Difference[] {
  const isEmpty = body === undefined && ownBody === undefined;
  return (
    [...new Set([...Object.keys(nova), ...Object.keys(ours)])]
      // Nova says of nothing, too, what it is in.
      .filter((name) => !(isEmpty && name === 'content-type'))
      .filter((name) => headerValue(name, nova[name]) !== headerValue(name, ours[name]))
      .map((name) => ({ at: `header ${name}`, nova: nova[name], ours: ours[name] }))
  );
}

/** Whether there are spaces in it, and how its parts are ordered, says nothing. */
function headerValue(name: string, value: string | undefined): string | undefined {
  if (name === 'vary')
    return value
      ?.toLowerCase()
      .split(/\s*,\s*/)
      .toSorted()
      .join();
  return name === 'content-type' ? value?.toLowerCase().replaceAll(/[\s"]/g, '') : value;
}

function valueDifferences(at: string, nova: unknown, ours: unknown): readonly Difference[] {
  if (isFault(nova) && isFault(ours)) return faultDifferences(at, nova, ours);
  if (Array.isArray(nova) && Array.isArray(ours)) return listDifferences(at, nova, ours);
  if (isObject(nova) && isObject(ours)) {
    const keys = [...new Set([...Object.keys(nova), ...Object.keys(ours)])];
    return keys.flatMap((key) => valueDifferences(at === '' ? key : `${at}.${key}`, nova[key], ours[key]));
  }
  return nova === ours ? [] : [{ at: at || 'body', nova: sketch(nova), ours: sketch(ours) }];
}

/** Of lists of different lengths only that is told: what follows from it would be noise. */
function listDifferences(at: string, nova: readonly unknown[], ours: readonly unknown[]): readonly Difference[] {
  if (nova.length !== ours.length)
    return [{ at: `${at}.length`, nova: `${nova.length} ${sketch(nova)}`, ours: `${ours.length} ${sketch(ours)}` }];
  return nova.flatMap((item, index) => valueDifferences(`${at}[${index}]`, item, ours[index]));
}

/** What a fault says is for people, and said in words of one's own. */
function faultDifferences(at: string, nova: Fault, ours: Fault): readonly Difference[] {
  const words = (text: unknown): unknown => (typeof text === 'string' && text !== '' ? 'words' : text);
  return valueDifferences(
    at,
    { ...nova, message: words(nova.message), fault: true },
    { ...ours, message: words(ours.message), fault: true },
  );
}

interface Fault extends Readonly<Record<string, unknown>> {
  readonly code: number;
  readonly message: unknown;
}

function isFault(value: unknown): value is Fault {
  return isObject(value) && typeof value['code'] === 'number' && 'message' in value && value['fault'] === undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sketch(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  return text !== undefined && text.length > sketchLength ? `${text.slice(0, sketchLength)}…` : text;
}

const sketchLength = 300;

/** The code of what could not be asked, or did not lead to what it should: never the same. */
const unanswered = 0;
