/** Whether an address is meant by what was typed: itself, or a pattern in which `*` stands for any text. */
export function matcher(typed: string): (address: string) => boolean {
  if (!typed.includes('*')) return (address) => address === typed;
  const first = typed.slice(0, typed.indexOf('*'));
  const last = typed.slice(typed.lastIndexOf('*') + 1);
  const middle = typed.split('*').slice(1, -1);
  // Part by part, each at its first place: no pattern can make this slow, as a regular expression could be made.
  return (address) => {
    if (!address.startsWith(first)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = address.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return address.length - last.length >= at && address.endsWith(last);
  };
}
