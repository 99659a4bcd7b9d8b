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
    return new Selection(parseLabelSelector(request.labelSelector ?? ''), parseFieldSelector(request.fieldSelector ?? '', kind));
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
