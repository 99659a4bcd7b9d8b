import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, basename } from 'node:path';
import { SystemClock } from '#apis/machinery/clock.ts';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';

/** Serves a bare repository over https on loopback, as hosters do: Git's own program behind a small server, and a password before it. */
export class GitHTTPSServer {
  readonly #server: Server;
  /** What the certificate of the server comes from. */
  readonly authorityPEM: string;
  readonly port: number;
  /** Who came, as `GET /cloud.git/info/refs user`. */
  readonly requests: string[] = [];
  /** Where every request is sent on to, if anywhere. */
  redirectTo: string | undefined;

  private constructor(server: Server, authorityPEM: string) {
    this.#server = server;
    this.authorityPEM = authorityPEM;
    this.port = (server.address() as AddressInfo).port;
  }

  static async start(bareRepository: string, account: { readonly user: string; readonly password: string }): Promise<GitHTTPSServer> {
    const clock = new SystemClock();
    const authority = await createAuthority({ commonName: 'test', validityDays: 1, clock });
    const own = await issueCertificate({
      authority,
      commonName: 'git',
      usage: 'Server',
      dnsNames: ['localhost'],
      ipAddresses: ['127.0.0.1'],
      validityDays: 1,
      clock,
    });
    const server = createServer({ cert: own.certificatePEM, key: own.privateKeyPEM });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const started = new GitHTTPSServer(server, authority.certificatePEM);
    const expected = `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      started.requests.push(`${request.method} ${request.url}`);
      if (started.redirectTo !== undefined) response.writeHead(302, { location: `${started.redirectTo}${request.url}` }).end();
      else if (request.headers.authorization !== expected) response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      else serve(bareRepository, request, response);
    });
    return started;
  }

  url(host: string, bareRepository: string): string {
    return `https://${host}:${this.port}/${basename(bareRepository)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** RFC 3875, as far as `git http-backend` needs it. */
function serve(bareRepository: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'https://git');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: dirname(bareRepository),
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      HOME: dirname(bareRepository),
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'test',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(backend.stdin.on('error', () => undefined));
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = new Map(
      output
        .toString('latin1', 0, end)
        .split('\r\n')
        .map((line) => line.split(/: */, 2) as [string, string]),
    );
    const status = Number.parseInt(headers.get('Status') ?? '200', 10);
    headers.delete('Status');
    response.writeHead(status, Object.fromEntries(headers)).end(output.subarray(end + 4));
  });
}
