import { BadRequestError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { CachedObject } from './cached-object.ts';
import { matchesFields, parseFieldSelector, type FieldRequirement } from './field-selector.ts';
import { matchesLabels, parseLabelSelector, type LabelRequirement } from './label-selector.ts';

/** Which objects of a kind a list or watch is about, apart from the namespace. */
export class Selection {
  readonly labels: readonly LabelRequirement[];
  readonly fields: readonly FieldRequirement[];
  /** Equal for selections that select the same by the same words. */
  readonly identity: string;

  constructor(labels: readonly LabelRequirement[], fields: readonly FieldRequirement[]) {
    this.labels = labels;
    this.fields = fields;
    this.identity = this.selectsAll ? '' : JSON.stringify([labels, fields]);
  }

  /** Throws {@link BadRequestError} for selectors that cannot be understood. */
  static parse(kind: KindDefinition, request: { readonly labelSelector?: string; readonly fieldSelector?: string }): Selection {
    const { labelSelector = '', fieldSelector = '' } = request;
    refuseLong('labelSelector', labelSelector);
    refuseLong('fieldSelector', fieldSelector);
    const labels = parseLabelSelector(labelSelector);
    const fields = parseFieldSelector(fieldSelector, kind);
    const terms = labels.reduce((sum, requirement) => sum + ('values' in requirement ? requirement.values.length : 1), fields.length);
    if (terms > mostSelectorTerms)
      throw new BadRequestError(`the selectors hold ${terms} requirements and values and at most ${mostSelectorTerms} are taken`);
    return new Selection(labels, fields);
  }

  get selectsAll(): boolean {
    return this.labels.length === 0 && this.fields.length === 0;
  }

  matches(object: CachedObject): boolean {
    if (this.fields.length > 0 && !matchesFields(this.fields, object)) return false;
    return this.labels.length === 0 || matchesLabels(this.labels, object.labels());
  }

  /** The value that `field` must have, if the selection says so. */
  requiredValue(field: string): string | undefined {
    return this.fields.find((requirement) => requirement.kind === 'Equal' && requirement.field === field)?.value;
  }
}

/** Every object of a list is held against every term, and so is every change while a watch lasts. */
export const mostSelectorTerms = 256;
export const longestSelector = 16 * 1024;

function refuseLong(name: string, selector: string): void {
  if (selector.length > longestSelector)
    throw new BadRequestError(`${name}: it has ${selector.length} characters and at most ${longestSelector} are taken`);
}
