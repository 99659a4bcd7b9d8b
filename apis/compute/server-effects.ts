import { effectKeyword, type EffectClass } from '../machinery/kind.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { serverKind, type ServerSpec } from './server.ts';

/** A field of a server's spec that two versions of it do not have in common, and what the change costs its guest. */
export interface FieldChange {
  /** As `spec.flavor`. */
  readonly field: string;
  readonly effect: EffectClass;
}

/** From harmless to impossible: whoever permits one permits those before it. */
export const effectClasses: readonly EffectClass[] = ['none', 'live', 'restart', 'rebuild', 'replace', 'forbidden'];

/** What each means for the guest, to stand behind the name of a field; {@link wordsOf} says it of a change. */
export const effectWords: Readonly<Record<EffectClass, string>> = {
  none: 'the guest does not notice',
  live: 'changes while the guest runs',
  restart: 'the guest is stopped and started again',
  rebuild: 'the root disk is made anew and what is on it is lost; volumes, addresses and host stay',
  replace: 'the server is stopped and goes on in a new incarnation, with its disk and its addresses',
  forbidden: 'cannot be changed after creation',
};

/** What a change means for the guest: a word for power says which, for it is no change of a guest that runs. */
export function wordsOf({ field, effect }: FieldChange, after: Partial<ServerSpec>): string {
  return field === 'spec.power' && after.power !== undefined ? powerWords[after.power] : effectWords[effect];
}

/** What each power means for a guest that is brought to it. */
export const powerWords: Readonly<Record<ServerSpec['power'], string>> = {
  Running: 'the guest is started, or goes on from where it stood',
  Stopped: 'the guest is stopped; its disk stays',
  Paused: 'the processors of the guest stand still; its memory stays',
  Suspended: 'the memory of the guest is written to the disk of its host, and its process ends',
  Shelved: 'the guest is stopped, its disk is saved as an image, and nothing of it stays on a host',
};

/** What changes between two specs, in the order of the schema. */
export function serverFieldChanges(before: Partial<ServerSpec>, after: Partial<ServerSpec>): readonly FieldChange[] {
  return Object.entries(serverKind.fields.properties.spec.properties)
    .filter(([name]) => !samePlain(before[name as keyof ServerSpec], after[name as keyof ServerSpec]))
    .map(([name, schema]) => ({
      field: `spec.${name}`,
      effect: (schema as { readonly [effectKeyword]?: EffectClass })[effectKeyword] ?? 'none',
    }));
}

/** What changing one field of the spec costs; undefined: there is no such field. */
export function effectOfField(name: string): EffectClass | undefined {
  const schemas: Readonly<Record<string, unknown>> = serverKind.fields.properties.spec.properties;
  return Object.hasOwn(schemas, name)
    ? ((schemas[name] as { readonly [effectKeyword]?: EffectClass })[effectKeyword] ?? 'none')
    : undefined;
}

/** Whether a change of class `effect` goes beyond what `allowed` permits. */
export function exceeds(effect: EffectClass, allowed: EffectClass): boolean {
  return effectClasses.indexOf(effect) > effectClasses.indexOf(allowed);
}
