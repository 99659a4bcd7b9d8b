/**
 * Whether a value of an aggregate meets what a flavor asks for, by Nova's rules (nova/scheduler/filters/extra_specs_ops.py), in short: without an operator
 * the two are equal; `=`, `==`, `!=`, `>=`, `<=` compare numbers, where `=` means at least; `s==`, `s!=`, `s<`, `s<=`, `s>`, `s>=` compare words; `<in>` finds
 * a part of the value, `<all-in>` all parts; `<or>` names alternatives. A comparison of numbers with what is none does not hold.
 */
export function meetsDemand(value: string, demand: string): boolean {
  const [operator = '', ...rest] = demand.trim().split(/\s+/);
  if (operator === '<or>') return alternatives(rest).includes(value);
  if (operator === '<all-in>') return rest.length > 0 && rest.every((part) => value.includes(part));
  const wanted = rest.join(' ');
  if (operator === '<in>') return wanted !== '' && value.includes(wanted);
  const compareWords = wordOperators.get(operator);
  if (compareWords !== undefined) return rest.length > 0 && compareWords(value, wanted);
  const compareNumbers = numberOperators.get(operator);
  if (compareNumbers === undefined) return value === demand.trim();
  const [left, right] = [Number(value), Number(wanted)];
  return value.trim() !== '' && wanted !== '' && !Number.isNaN(left) && !Number.isNaN(right) && compareNumbers(left, right);
}

/** `<or> a <or> b`: the words between, each of which may be several. */
function alternatives(words: readonly string[]): readonly string[] {
  return words
    .join(' ')
    .split('<or>')
    .map((each) => each.trim());
}

const wordOperators: ReadonlyMap<string, (left: string, right: string) => boolean> = new Map([
  ['s==', (left: string, right: string) => left === right],
  ['s!=', (left: string, right: string) => left !== right],
  ['s<', (left: string, right: string) => left < right],
  ['s<=', (left: string, right: string) => left <= right],
  ['s>', (left: string, right: string) => left > right],
  ['s>=', (left: string, right: string) => left >= right],
]);

const numberOperators: ReadonlyMap<string, (left: number, right: number) => boolean> = new Map([
  ['=', (left: number, right: number) => left >= right],
  ['==', (left: number, right: number) => left === right],
  ['!=', (left: number, right: number) => left !== right],
  ['>=', (left: number, right: number) => left >= right],
  ['<=', (left: number, right: number) => left <= right],
]);
