/** How a view marks its text. The caller decides whether that is by colour; a view never knows. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const same = (text: string): string => text;

/** No marks at all: for files, pipes and tests. */
export const PLAIN_PAINT: Paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };
