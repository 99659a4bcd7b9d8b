import { DriverError, type DriverErrorReason } from '../contract/driver.ts';

/** The calls of a driver that a script can make slow or fail. */
export const scriptedSteps = [
  'prepare',
  'start',
  'stop',
  'destroy',
  'pause',
  'resume',
  'suspend',
  'rebuild',
  'save-disk',
  'attach-port',
  'detach-port',
  'attach-volume',
  'detach-volume',
  'extend-volume',
  'crash-dump',
  'set-password',
  'send',
  'receive',
] as const;

export type ScriptedStep = (typeof scriptedSteps)[number];

/** What a server's metadata asks of the fake driver, to try out what happens when things go wrong. */
export type GuestScript = Readonly<Record<Exclude<ScriptedStep, 'start'>, StepScript>> & { readonly start: StepScript & RunScript };

export interface StepScript {
  /** The first so many calls fail. */
  readonly failures: number;
  readonly failureReason: DriverErrorReason;
  readonly delaySeconds: number;
  /** How long a call hangs before it fails; Infinity: until the agent is restarted. */
  readonly hangSeconds: number;
}

export interface RunScript {
  /** How the guest ends by itself after each start; undefined: it does not. */
  readonly end: { readonly how: 'Crash' | 'Shutdown' | 'Lose'; readonly afterSeconds: number } | undefined;
}

/**
 * Reads the script from keys `fake.tycho.dev/STEP`, where STEP is one of {@link scriptedSteps}. A value is one or several of these, with commas
 * between them: `fail N [REASON]`, `delay SECONDS`, `hang [SECONDS]`; for start also `die-after SECONDS` and `shutdown-after SECONDS`. The key
 * `fake.tycho.dev/lost` with `after SECONDS` makes the guest's disk vanish so long after a start. Throws a {@link DriverError} `Unsupported` that
 * names the key and what it may hold.
 */
export function guestScript(metadata: Readonly<Record<string, string>>): GuestScript {
  const keys = Object.keys(metadata).filter((key) => key.startsWith(prefix));
  for (const key of keys) {
    if (!scriptKeys.includes(key)) throw misuse(key, metadata[key]!, `the keys are ${scriptKeys.join(', ')}`);
  }
  const steps = Object.fromEntries(scriptedSteps.map((step) => [step, step === 'start' ? eventless : parseStep(metadata, step)]));
  const [start, end] = parseStart(metadata);
  const lost = parseLost(metadata);
  return { ...(steps as Record<ScriptedStep, StepScript>), start: { ...start, end: lost ?? end } };
}

/** Whether the metadata asks anything of the fake driver. */
export function isScripted(metadata: Readonly<Record<string, string>>): boolean {
  return Object.keys(metadata).some((key) => key.startsWith(prefix));
}

/** A script as an older version wrote it down, with what it did not know. */
export function completeScript(script: Partial<GuestScript>): GuestScript {
  return { ...guestScript({}), ...script };
}

const prefix = 'fake.tycho.dev/';
const scriptKeys = [...scriptedSteps, 'lost'].map((step) => `${prefix}${step}`);
const failureReasons: readonly DriverErrorReason[] = ['Temporary', 'DiskFull', 'HostBroken', 'InvalidImage', 'Unsupported'];
const eventless: StepScript = { failures: 0, failureReason: 'Temporary', delaySeconds: 0, hangSeconds: 0 };
const stepForms = `"fail N [${failureReasons.join('|')}]", "delay SECONDS", "hang [SECONDS]"`;

type Directive = readonly [verb: string, ...operands: string[]];

function parseStep(metadata: Readonly<Record<string, string>>, step: string): StepScript {
  const key = `${prefix}${step}`;
  return directivesOf(metadata[key]).reduce(
    (script, directive) => withDirective(script, directive, { key, value: metadata[key]!, forms: stepForms }),
    eventless,
  );
}

function parseStart(metadata: Readonly<Record<string, string>>): [StepScript, RunScript['end']] {
  const key = `${prefix}start`;
  const forms = `${stepForms}, "die-after SECONDS", "shutdown-after SECONDS"`;
  let script = eventless;
  let end: RunScript['end'];
  for (const directive of directivesOf(metadata[key])) {
    const [verb, ...operands] = directive;
    const place = { key, value: metadata[key]!, forms };
    if (verb === 'die-after') end = { how: 'Crash', afterSeconds: secondsOf(operands, place) };
    else if (verb === 'shutdown-after') end = { how: 'Shutdown', afterSeconds: secondsOf(operands, place) };
    else script = withDirective(script, directive, place);
  }
  return [script, end];
}

function parseLost(metadata: Readonly<Record<string, string>>): RunScript['end'] {
  const key = `${prefix}lost`;
  const place = { key, value: metadata[key] ?? '', forms: '"after SECONDS"' };
  let end: RunScript['end'];
  for (const [verb, ...operands] of directivesOf(metadata[key])) {
    if (verb !== 'after') throw misuse(place.key, place.value, `it may be ${place.forms}`);
    end = { how: 'Lose', afterSeconds: secondsOf(operands, place) };
  }
  return end;
}

interface Place {
  readonly key: string;
  readonly value: string;
  readonly forms: string;
}

function withDirective(script: StepScript, [verb, ...operands]: Directive, place: Place): StepScript {
  switch (verb) {
    case 'fail':
      return { ...script, ...failureOf(operands, place) };
    case 'delay':
      return { ...script, delaySeconds: secondsOf(operands, place) };
    case 'hang':
      return { ...script, hangSeconds: operands.length === 0 ? Infinity : secondsOf(operands, place) };
    default:
      throw misuse(place.key, place.value, `it may hold ${place.forms}`);
  }
}

function failureOf([count, reason, ...rest]: readonly string[], place: Place): Pick<StepScript, 'failures' | 'failureReason'> {
  const failureReason = reason === undefined ? 'Temporary' : failureReasons.find((each) => each === reason);
  if (count === undefined || !/^\d{1,6}$/.test(count) || failureReason === undefined || rest.length > 0) {
    throw misuse(place.key, place.value, `it may hold ${place.forms}`);
  }
  return { failures: Number(count), failureReason };
}

function secondsOf([seconds, ...rest]: readonly string[], place: Place): number {
  if (seconds === undefined || !/^\d{1,6}(\.\d{1,3})?$/.test(seconds) || rest.length > 0) {
    throw misuse(place.key, place.value, `it may hold ${place.forms}`);
  }
  return Number(seconds);
}

function directivesOf(value: string | undefined): Directive[] {
  if (value === undefined || value.trim() === '') return [];
  return value.split(',').map((part) => part.trim().split(/\s+/) as unknown as Directive);
}

function misuse(key: string, value: string, hint: string): DriverError {
  return new DriverError('Unsupported', `metadata ${key}: "${value}" is not understood by the fake driver: ${hint}`);
}
