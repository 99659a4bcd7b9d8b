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

/** What each means for the guest, to stand behind the name of a field. */
export const effectWords: Readonly<Record<EffectClass, string>> = {
  none: 'the guest does not notice',
  live: 'changes while the guest runs',
  restart: 'the guest is stopped and started again',
  rebuild: 'the root disk is made anew and what is on it is lost; volumes, addresses and host stay',
  replace: 'the server is stopped and goes on in a new incarnation, with its disk and its addresses',
  forbidden: 'cannot be changed after creation',
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

/** Whether a change of class `effect` goes beyond what `allowed` permits. */
export function exceeds(effect: EffectClass, allowed: EffectClass): boolean {
  return effectClasses.indexOf(effect) > effectClasses.indexOf(allowed);
}
