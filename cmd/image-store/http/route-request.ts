import { projectPattern } from '../blobs/project-links.ts';
import { nothingThere, StoreRefusal } from '../store-refusal.ts';
import type { AgentEndpoints } from './agent-endpoints.ts';
import type { Exchange } from './answer.ts';
import type { LinkEndpoints } from './link-endpoints.ts';

export interface Endpoints {
  readonly agents: AgentEndpoints;
  readonly links: LinkEndpoints;
  /** The uid of the host whose certificate came with the request. Throws `Unauthorized`. */
  readonly hostUIDOf: (exchange: Exchange) => string;
}

/** Finds who answers a request, and has it answered. Throws {@link StoreRefusal}. */
export async function routeRequest(exchange: Exchange, { agents, links, hostUIDOf }: Endpoints): Promise<void> {
  const { pathname } = exchange.url;
  const [, version, first, ...rest] = pathname.split('/');
  if (version !== 'v1') throw nothingThere();
  const [token = ''] = rest;
  if (first === 'links' && rest.length === 1) {
    await links.answer(exchange, token);
    return;
  }
  if (first !== 'projects') throw nothingThere();
  const hostUID = hostUIDOf(exchange);
  const [project = '', ...path] = rest;
  if (!projectPattern.test(project)) throw nothingThere();
  await routeOfAgent(exchange, agents, { hostUID, project }, path);
}

async function routeOfAgent(
  exchange: Exchange,
  agents: AgentEndpoints,
  subject: { readonly hostUID: string; readonly project: string },
  path: readonly string[],
): Promise<void> {
  const { method = '' } = exchange.request;
  const [collection, name = '', verb] = path;
  const shape = `${method} ${collection}${name === '' ? '' : '/NAME'}${verb === undefined ? '' : `/${verb}`}`;
  if (path.length > 3 || (collection === 'blobs' && !/^[0-9a-f]{64}$/.test(name))) throw nothingThere();
  switch (shape) {
    case 'GET blobs/NAME':
    case 'HEAD blobs/NAME':
      return agents.readBlob(exchange, subject, name);
    case 'POST uploads':
      return agents.beginUpload(exchange, subject);
    case 'GET uploads/NAME':
      return agents.readUpload(exchange, subject, name);
    case 'PUT uploads/NAME':
      return agents.appendToUpload(exchange, subject, name);
    case 'DELETE uploads/NAME':
      return agents.abandonUpload(exchange, subject, name);
    case 'POST uploads/NAME/finish':
      return agents.finishUpload(exchange, subject, name);
    case 'POST links':
      return agents.issueLink(exchange, subject);
    default:
      throw new StoreRefusal('MethodNotAllowed', `${method} is nothing that can be done here`);
  }
}
