import { ConflictError, type StatusCause, type StatusDetails } from '#apis/machinery/errors.ts';
import { placesOf } from './field-set.ts';
import type { FieldConflict } from './managed-fields.ts';
import { placeText } from './path-step.ts';

/** What is told of fields that others own with other values, in the words of Kubernetes, which its clients take apart. */
export function fieldConflictError(conflicts: readonly FieldConflict[], details: StatusDetails): ConflictError {
  const places = conflicts
    .flatMap(({ owner, fields }) => [...placesOf(fields)].map((steps) => ({ owner: ownerText(owner), place: placeText(steps) })))
    .slice(0, mostCauses);
  const causes = places.map(({ owner, place }): StatusCause => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${owner}`,
    field: place,
  }));
  return new ConflictError(`Apply failed with ${summary(places)}`, { details: { ...details, causes } });
}

function summary(places: readonly { readonly owner: string; readonly place: string }[]): string {
  const [only, ...others] = places;
  if (only !== undefined && others.length === 0) return `1 conflict: conflict with ${only.owner}: ${only.place}`;
  const owners = [...new Set(places.map(({ owner }) => owner))].toSorted();
  const lines = owners.flatMap((owner) => [
    `conflicts with ${owner}:`,
    ...places.filter((each) => each.owner === owner).map(({ place }) => `- ${place}`),
  ]);
  return `${places.length} conflicts: ${lines.join('\n')}`;
}

function ownerText({ manager, operation, apiVersion, subresource }: FieldConflict['owner']): string {
  const name = JSON.stringify(manager);
  const where = subresource === undefined ? '' : ` with subresource ${JSON.stringify(subresource)}`;
  return `${name}${where}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}

/** Of an object with thousands of fields nobody reads more. */
const mostCauses = 100;
