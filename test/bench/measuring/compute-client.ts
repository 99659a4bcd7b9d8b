import http from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface ComputeAnswer {
  readonly code: number;
  readonly body: Buffer;
}

export interface BenchLogin {
  readonly user: string;
  readonly password: string;
  /** Default: `default`. */
  readonly project?: string;
}

/** Asks a Compute API of OpenStack's, on connections that are kept. */
export class ComputeClient {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Logs in with a password. */
  static async login(identityURL: string, computeURL: string, { user, password, project = 'default' }: BenchLogin): Promise<ComputeClient> {
    const domain = { id: 'default' };
    const answer = await fetch(`${identityURL}/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        auth: {
          identity: { methods: ['password'], password: { user: { name: user, domain, password } } },
          scope: { project: { name: project, domain } },
        },
      }),
    });
    const token = answer.headers.get('x-subject-token');
    if (answer.status !== 201 || token === null) throw new Error(`login: ${answer.status} ${await answer.text()}`);
    return new ComputeClient(computeURL, token);
  }

  /** Rejects when the answer is none of success. */
  async ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<ComputeAnswer> {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = { 'x-auth-token': this.#token, 'openstack-api-version': 'compute 2.92', 'content-type': 'application/json' };
      const request = http.request(`${this.#url}${path}`, { method, agent: this.#agent, headers }, resolve);
      request.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
    const answer = { code: response.statusCode ?? 0, body: await buffer(response) };
    if (answer.code >= 300) throw new Error(`${method} ${path}: ${answer.code} ${answer.body.toString().slice(0, 500)}`);
    return answer;
  }

  async json<Body>(method: 'GET' | 'POST', path: string, body?: object): Promise<Body> {
    return JSON.parse((await this.ask(method, path, body)).body.toString()) as Body;
  }

  close(): void {
    this.#agent.destroy();
  }
}
