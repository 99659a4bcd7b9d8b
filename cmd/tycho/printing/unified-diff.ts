/** Lines around a difference. */
const contextLines = 3;
/** Texts of more lines than this are told to differ, and not how: comparing takes their product in time. */
const mostLines = 2_000;

type Edit = { readonly mark: ' ' | '-' | '+'; readonly line: string };

/** What turns `before` into `after`, as `diff -u` prints it; empty when they are the same. */
export function unifiedDiff(before: string, after: string, names: { readonly before: string; readonly after: string }): string {
  if (before === after) return '';
  const header = `--- ${names.before}\n+++ ${names.after}\n`;
  const [left, right] = [linesOf(before), linesOf(after)];
  if (left.length > mostLines || right.length > mostLines) return `${header}@@ they differ, and are too long to say how @@\n`;
  return header + hunksOf(editsBetween(left, right));
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The longest common subsequence, by dynamic programming over what is between the common ends. */
function editsBetween(left: readonly string[], right: readonly string[]): readonly Edit[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const same = (lines: readonly string[]): readonly Edit[] => lines.map((line) => ({ mark: ' ', line }));
  const middle = commonEdits(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return [...same(left.slice(0, start)), ...middle, ...same(left.slice(left.length - end))];
}

function commonEdits(left: readonly string[], right: readonly string[]): readonly Edit[] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      lengths[at] = left[row] === right[column] ? lengths[at + width + 1]! + 1 : Math.max(lengths[at + width]!, lengths[at + 1]!);
    }
  }
  const edits: Edit[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const at = row * width + column;
    if (row < left.length && column < right.length && left[row] === right[column]) {
      edits.push({ mark: ' ', line: left[row]! });
      [row, column] = [row + 1, column + 1];
    } else if (column === right.length || (row < left.length && lengths[at + width]! >= lengths[at + 1]!)) {
      edits.push({ mark: '-', line: left[row]! });
      row += 1;
    } else {
      edits.push({ mark: '+', line: right[column]! });
      column += 1;
    }
  }
  return edits;
}

function hunksOf(edits: readonly Edit[]): string {
  const isNear = edits.map((_, index) =>
    edits.slice(Math.max(0, index - contextLines), index + contextLines + 1).some(({ mark }) => mark !== ' '),
  );
  let text = '';
  let [before, after] = [1, 1];
  for (let index = 0; index < edits.length;) {
    let end = index;
    while (end < edits.length && isNear[end] === isNear[index]) end += 1;
    const part = edits.slice(index, end);
    const [removed, added] = [part.filter(({ mark }) => mark !== '+').length, part.filter(({ mark }) => mark !== '-').length];
    if (isNear[index] === true) {
      text += `@@ -${rangeOf(before, removed)} +${rangeOf(after, added)} @@\n${part.map(({ mark, line }) => `${mark}${line}\n`).join('')}`;
    }
    [before, after] = [before + removed, after + added];
    index = end;
  }
  return text;
}

function rangeOf(start: number, count: number): string {
  const first = count === 0 ? start - 1 : start;
  return count === 1 ? String(first) : `${first},${count}`;
}
