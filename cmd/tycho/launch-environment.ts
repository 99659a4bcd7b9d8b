import type { Environment } from '#cmd/bootstrap/environment.ts';

/** What the launcher hides from the start of Node, so that it does not read all authorities of the machine for every command. */
const hidden = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

/** The environment as the user has it, without what the launcher (hack/cli-launcher.ts) did to it: for us, and for what we start. */
export function launchEnvironment(environment: Environment): Environment {
  if (environment['TYCHO_LAUNCHED'] === undefined) return environment;
  const others = Object.entries(environment).filter(([name]) => !hidden.includes(name) && !isOurs(name));
  return Object.fromEntries([
    ...others,
    ...hidden.map((name) => [name, environment[`TYCHO_${name}`]] as const).filter(([, value]) => value !== undefined),
  ]);
}

function isOurs(name: string): boolean {
  return name === 'TYCHO_LAUNCHED' || hidden.some((each) => name === `TYCHO_${each}`);
}
