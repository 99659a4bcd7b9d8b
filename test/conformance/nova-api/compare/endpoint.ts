import type { Route } from '#cmd/nova-api/routes/route.ts';
import type { ComparedRequest } from './compared-request.ts';

/** Which route a request is about, as `GET /servers/:id`, or `POST /servers/:id/action pause`; as it was asked where there is none. */
export function endpointOf(
  { request, body }: Pick<ComparedRequest, 'request' | 'body'>,
  routes: readonly Pick<Route, 'method' | 'path'>[],
): string {
  const [method = '', target = ''] = request.split(' ', 2);
  const path = target
    .split('?', 1)[0]!
    .replace(/^(\/\{project\}|\^\/v2\.1(?=\/?$))/, '')
    .replace(/^\/$/, '');
  const route = routes
    .filter((candidate) => candidate.method === method && leads(candidate.path, path))
    .toSorted((one, other) => one.path.split(':').length - other.path.split(':').length)[0];
  if (route === undefined) return 'others';
  const endpoint = `${method} ${route.path === '' ? '/' : route.path}`;
  return route.path === '/servers/:id/action' ? `${endpoint} ${actionOf(body)}`.trim() : endpoint;
}

function leads(pattern: string, path: string): boolean {
  const [words, asked] = [pattern.split('/'), path.split('/')];
  return words.length === asked.length && words.every((word, index) => word.startsWith(':') || word === asked[index]);
}

function actionOf(body: unknown): string {
  return typeof body === 'object' && body !== null ? (Object.keys(body)[0] ?? '') : '';
}
