import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { faultOfError } from './fault-of-error.ts';
import { Fault } from './fault.ts';

/** Each service below a path of its own, with a form of its own for refusals. */
export interface Service {
  readonly prefix: string;
  readonly addRoutes: (app: FastifyInstance) => void;
  readonly faultBody: (fault: Fault) => object;
  /** With each 401. */
  readonly challenge: () => string;
}

export interface AppOptions {
  readonly services: readonly Service[];
  readonly logger: Logger;
  readonly random: Random;
}

/** Of a body that is kept in memory: those of images are not. */
const mostBodyBytes = 1024 * 1024;
const headerSeconds = 30;
/** Between two bytes of a request or an answer; images are large, and networks slow. */
const silenceSeconds = 120;

/** A server for all services, which does not listen yet. */
export function openApp({ services, logger, random }: AppOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: mostBodyBytes,
    // An upload takes as long as it takes.
    requestTimeout: 0,
    connectionTimeout: silenceSeconds * 1000,
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: true },
    genReqId: () => `req-${random.uuid()}`,
    exposeHeadRoutes: true,
    forceCloseConnections: true,
    http: { headersTimeout: headerSeconds * 1000 },
  });
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-openstack-request-id', request.id);
    done();
  });
  // Clients send DELETE and GET with that type and nothing in it.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => parseJSON(String(body), done));
  for (const service of services) {
    void app.register(
      (scope, _options, done) => {
        scope.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, { request, reply, service, logger }));
        scope.setNotFoundHandler((request, reply) => answerError(nothingThere(request), { request, reply, service, logger }));
        service.addRoutes(scope);
        done();
      },
      { prefix: service.prefix },
    );
  }
  return app;
}

function parseJSON(text: string, done: (error: Error | null, value?: unknown) => void): void {
  if (text === '') {
    done(null, undefined);
    return;
  }
  try {
    done(null, JSON.parse(text));
  } catch (cause) {
    done(new Fault(400, 'The body is no JSON.', { cause }));
  }
}

function nothingThere({ method, url }: FastifyRequest): Fault {
  return new Fault(404, `There is nothing to ${method} at ${url.split('?', 1)[0]}.`);
}

interface ErrorContext {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly service: Service;
  readonly logger: Logger;
}

function answerError(error: Error, { request, reply, service, logger }: ErrorContext): FastifyReply {
  const fault = faultOfError(error) ?? new Fault(500, 'An unexpected error prevented the server from fulfilling your request.');
  if (fault.status >= 500)
    logger.error({ error, request: request.id, method: request.method, path: request.url.split('?', 1)[0] }, 'request failed');
  if (fault.status === 401) void reply.header('www-authenticate', service.challenge());
  if (fault.retryAfterSeconds !== undefined) void reply.header('retry-after', String(fault.retryAfterSeconds));
  return reply.code(fault.status).type('application/json').send(service.faultBody(fault));
}
