import { bodySchemas, querySchemas } from '../schemas/request-schemas.ts';
import type { SchemaTable } from '../schemas/parameter-schemas.ts';
import { endpointVersions } from './endpoint-versions.ts';
import { gates } from './gates.ts';
import { history } from './history.ts';
import { raisers } from './requests.ts';
import { converters } from './responses.ts';

/** The lines of our tables that make a version what it is, for people: `answer: server`, `body: createServer`, `path: GET /servers/:id/topology` and so on. */
export function whereDone(version: number): readonly string[] {
  const { elsewhere } = history.find((each) => each.version === version) ?? {};
  return [
    ...converters.filter(({ since }) => since === version).flatMap(({ of }) => [of].flat().map((each) => `answer: ${each}`)),
    ...raisers.filter(({ since }) => since === version).map(({ of }) => `meaning: ${of}`),
    ...stepsAt(bodySchemas, version).map((request) => `body: ${request}`),
    ...stepsAt(querySchemas, version).map((request) => `query: ${request}`),
    ...endpointVersions
      .filter(({ since, until }) => since === version || until === version - 1)
      .map(({ method, path, action }) => `path: ${method} ${path}${action === undefined ? '' : ` ${action}`}`),
    ...Object.entries(gates).flatMap(([gate, since]) => (since === version ? [`handler: ${gate}`] : [])),
    ...(elsewhere === undefined ? [] : [elsewhere]),
  ];
}

function stepsAt(table: SchemaTable, version: number): readonly string[] {
  return Object.entries(table).flatMap(([request, steps]) => (steps.some(({ since }) => since === version) ? [request] : []));
}
