/** Bytes that a transport may hold in memory at a time, shared by all answers that are being read. */
export interface Room {
  /** False, and nothing taken, when there is no room for so many. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createRoom(capBytes: number): Room {
  let free = capBytes;
  return {
    take(bytes) {
      if (bytes > free) return false;
      free -= bytes;
      return true;
    },
    give(bytes) {
      free += bytes;
    },
  };
}
