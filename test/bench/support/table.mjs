const WIDTHS = [68, 10, 10, 6];

const line = (...cells) =>
  cells
    .map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0))
    .join(' ')
    .trimEnd();

export const TABLE_HEAD = line('what', 'target', 'measured', 'met', 'medians');

/** A row as people read it. Whether a target is met is shown, and decides nothing. */
export function row({ what, target = '', value, unit = '', times = '', note }) {
  if (value === undefined) return line(what, target, '-', '', note ?? times);
  const digits = Math.abs(value) >= 100 ? 0 : Number.isInteger(value) ? 0 : 2;
  return line(what, target, `${value.toFixed(digits)}${unit && ` ${unit}`}`, met(target, value), times);
}

function met(target, value) {
  const [relation, bound] = target.split(' ');
  if (bound === undefined) return '';
  return (relation === '<=' ? value <= Number(bound) : value >= Number(bound)) ? 'yes' : 'no';
}
