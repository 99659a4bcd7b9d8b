import type { Command } from 'commander';
import type {
  AccessReviewAttributes,
  SelfSubjectAccessReview,
  SelfSubjectReview,
  SelfSubjectRulesReview,
} from '#apis/kubernetes/reviews.ts';
import type { ApiResource } from '../api/api-resource.ts';
import { CommandFailure, ReportedFailure, UsageFailure } from '../command-failure.ts';
import { valueText } from '../printing/object-printer.ts';
import { parseOutputFormat } from '../printing/output-format.ts';
import { printable, TablePrinter } from '../printing/table.ts';
import type { ApiConnection, Session } from '../session.ts';
import { accessLines } from './access-lines.ts';
import type { SessionOf } from './verb.ts';

/** `tycho auth …`: who one is and what one may, asked and answered in the words of kubectl. */
export function defineAuth(program: Command, sessionOf: SessionOf): void {
  const auth = program
    .command('auth')
    .description('Say who you are for the server, and what you may: `auth whoami`, `auth can-i VERB TYPE`.');
  auth
    .command('whoami')
    .description('Print the name and the groups that the server knows you by.')
    .option('-o, --output <format>', 'json, yaml or jsonpath=TEMPLATE')
    .action((options: WhoAmIOptions, command: Command) => whoAmI(sessionOf(command), options));
  auth
    .command('can-i [verb] [what]')
    .description(
      'Ask whether you may do something: `can-i delete servers`, `can-i get server/web`, `can-i get /metrics`. Prints yes, or no with exit code 1.',
    )
    .option('--list', 'print all that you may in the namespace')
    .option('--no-headers', 'with --list: without the line of headings')
    .option('--subresource <name>', 'a part of the type, as `log` or `console`')
    .option('-A, --all-namespaces', 'in every namespace')
    .option('-q, --quiet', 'print nothing: the exit code says it')
    .action((verb: string | undefined, what: string | undefined, options: CanIOptions, command: Command) =>
      options.list === true ? list(sessionOf(command), verb, options) : canI(sessionOf(command), verb, what, options),
    );
}

interface WhoAmIOptions {
  readonly output?: string;
}

interface CanIOptions {
  readonly list?: boolean;
  readonly headers: boolean;
  readonly subresource?: string;
  readonly allNamespaces?: boolean;
  readonly quiet?: boolean;
}

async function whoAmI(session: Session, options: WhoAmIOptions): Promise<void> {
  const format = options.output === undefined ? undefined : parseOutputFormat(options.output);
  if (format?.kind === 'Table' || format?.kind === 'Name')
    throw new UsageFailure(`-o ${options.output}: whoami prints json, yaml and jsonpath=TEMPLATE`);
  const answer = await ask<SelfSubjectReview>(await session.connect(), 'SelfSubjectReview', {});
  const { output } = session.world;
  if (format !== undefined) return output.write(await valueText(answer, format));
  const { username = '', uid = '', groups = [], extra = {} } = answer.status?.userInfo ?? {};
  const rows = [
    ['Username', username],
    ['UID', uid],
    ['Groups', groups.length === 0 ? '' : `[${groups.join(' ')}]`],
    ...Object.keys(extra)
      .toSorted()
      .map((key) => [`Extra: ${key}`, `[${(extra[key] ?? []).join(' ')}]`]),
  ];
  const said = rows.filter(([, value]) => value !== '').map((row) => row.map(printable));
  new TablePrinter(['Attribute', 'Value'], { output, headings: true }).print(said);
}

async function canI(session: Session, verb: string | undefined, what: string | undefined, options: CanIOptions): Promise<void> {
  if (verb === undefined || what === undefined)
    throw new UsageFailure('say a verb and a type, as `can-i get servers` or `can-i get server/web`');
  const { subresource, quiet } = options;
  if (what.startsWith('/') && subresource !== undefined) throw new UsageFailure('--subresource goes with a type, not with a path');
  const warn = (text: string): void => {
    // In kubectl's words; it too leaves a line free before the answer.
    if (quiet !== true) session.world.errors.write(`Warning: ${printable(text)}\n\n`);
  };
  if (!(what.startsWith('/') ? pathVerbs : resourceVerbs).includes(verb)) warn(`verb '${verb}' is not a known verb`);
  const connection = await session.connect();
  const spec: AccessReviewAttributes = what.startsWith('/')
    ? { nonResourceAttributes: { verb, path: what } }
    : { resourceAttributes: { verb, ...(await resourceAttributes(what, connection, { ...options, warn })) } };
  const { status } = await ask<SelfSubjectAccessReview>(connection, 'SelfSubjectAccessReview', { spec });
  const isAllowed = status?.allowed === true;
  if (quiet !== true)
    session.world.output.write(
      isAllowed
        ? 'yes\n'
        : `${['no', status?.reason]
            .filter(Boolean)
            .map((text) => printable(text!))
            .join(' - ')}\n`,
    );
  if (!isAllowed) throw new ReportedFailure();
}

async function resourceAttributes(
  what: string,
  connection: ApiConnection,
  { subresource, allNamespaces, warn }: Pick<CanIOptions, 'subresource' | 'allNamespaces'> & { readonly warn: (text: string) => void },
): Promise<NonNullable<AccessReviewAttributes['resourceAttributes']>> {
  const slash = what.indexOf('/');
  const [type, name] = slash === -1 ? [what, undefined] : [what.slice(0, slash), what.slice(slash + 1)];
  const found = type === '*' ? undefined : await oneType(type, connection);
  const [word = '', ...rest] = type.split('.');
  const { group, plural } = found ?? { group: rest.join('.'), plural: word };
  const inGroup = group === '' ? '' : ` in group '${group}'`;
  if (found === undefined && type !== '*') warn(`the server doesn't have a resource type '${plural}'${inGroup}`);
  if (found?.isNamespaced === false && allNamespaces !== true) warn(`resource '${plural}' is not namespace scoped${inGroup}`);
  return {
    group,
    resource: plural,
    ...(subresource === undefined ? {} : { subresource }),
    ...(allNamespaces === true ? {} : { namespace: connection.namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

async function oneType(word: string, { resources }: ApiConnection): Promise<ApiResource | undefined> {
  try {
    const [one] = await resources.named(word);
    // A category is no type, even where it stands for one alone.
    return one?.categories.includes(word) === true ? undefined : one;
  } catch (error) {
    // There may be rights to what the server does not have.
    if (error instanceof CommandFailure) return undefined;
    throw error;
  }
}

async function list(session: Session, verb: string | undefined, { headers, allNamespaces }: CanIOptions): Promise<void> {
  if (verb !== undefined) throw new UsageFailure('--list goes without a verb and a type');
  const connection = await session.connect();
  const spec = { namespace: allNamespaces === true ? '' : connection.namespace };
  const { status } = await ask<SelfSubjectRulesReview>(connection, 'SelfSubjectRulesReview', { spec });
  const lines = accessLines([...(status?.resourceRules ?? []), ...(status?.nonResourceRules ?? [])], { headings: headers });
  session.world.output.write(lines.map((line) => `${printable(line)}\n`).join(''));
}

/** Sends a question, which the server answers and does not keep. */
function ask<Answer>({ client }: ApiConnection, kind: keyof typeof groupsOfReviews, question: object): Promise<Answer> {
  const apiVersion = `${groupsOfReviews[kind]}/v1`;
  return client.json<Answer>({
    method: 'POST',
    path: `/apis/${apiVersion}/${kind.toLowerCase()}s`,
    body: { apiVersion, kind, ...question },
  });
}

const groupsOfReviews = {
  SelfSubjectReview: 'authentication.k8s.io',
  SelfSubjectAccessReview: 'authorization.k8s.io',
  SelfSubjectRulesReview: 'authorization.k8s.io',
} as const;

/** Those of Kubernetes, and ours for moving servers. */
const resourceVerbs = words(
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest migrate',
);
const pathVerbs = words('get put post head options delete patch *');

function words(text: string): readonly string[] {
  return text.split(' ');
}
