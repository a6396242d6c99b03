export function manifestReference() {
  return '';
}
