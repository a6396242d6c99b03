export type SignTone = 'adds' | 'changes' | 'removes' | 'plain';

/** What a sign stands for, for colours: the sign itself always stands beside them. */
export function signTone(sign: string): SignTone {
  switch (sign) {
    case '+':
      return 'adds';
    case '-':
    case '!':
      return 'removes';
    case '~':
    case '-/+':
    case '+/-':
      return 'changes';
    default:
      return 'plain';
  }
}
