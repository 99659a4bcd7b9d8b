import type { ApiError, StatusCause } from '#apis/machinery/errors.ts';
import type { ApiResource } from '../api/api-resource.ts';
import { printedName } from '../api/api-resource.ts';
import type { ApiConnection } from '../session.ts';
import type { Manifest } from './manifest.ts';

/**
 * What the server has against a declared object, one line a fault: `web.yaml:7: server.compute.tycho.dev/web: spec.flavour: unknown field; did you
 * mean "flavor"?`
 */
export async function serverComplaints(
  error: ApiError,
  manifest: Manifest,
  resource: ApiResource,
  connection: ApiConnection,
): Promise<readonly string[]> {
  const name = printedName(resource, manifest.object.metadata.name ?? manifest.object.metadata.generateName ?? '');
  const at = (field: string): string => `${manifest.origin.file}:${manifest.origin.lineOf(field)}: ${name}: `;
  const faults = faultsIn(error);
  if (faults.length === 0) return [`${at('')}${error.message}`];
  const lines: string[] = [];
  for (const { field = '', message, isUnknownField } of faults) {
    const advice = isUnknownField ? await suggestionFor(field, resource, connection) : '';
    lines.push(`${at(field)}${field === '' ? '' : `${field}: `}${message}${advice}`);
  }
  return lines;
}

interface Fault extends Omit<StatusCause, 'reason'> {
  readonly isUnknownField: boolean;
}

function faultsIn(error: ApiError): readonly Fault[] {
  const strict = [...error.message.matchAll(/(unknown|duplicate) field "((?:[^"\\]|\\.)*)"/g)];
  if (strict.length > 0) {
    return strict.map(([, what, field]) => ({
      field: field ?? '',
      message: what === 'unknown' ? 'unknown field' : 'this field stands here twice',
      isUnknownField: what === 'unknown',
    }));
  }
  return (error.details?.causes ?? []).map((cause) => ({ ...cause, isUnknownField: false }));
}

async function suggestionFor(field: string, resource: ApiResource, connection: ApiConnection): Promise<string> {
  const { suggestField } = await import('./field-suggestion.ts');
  const guess = await suggestField(field, resource, connection.client);
  return guess === undefined ? '' : `; ${guess}`;
}
