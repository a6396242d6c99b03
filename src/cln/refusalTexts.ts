/** The refusals whose meaning is known (FACTS, "refusal texts known"). Any other text proves nothing about a write. */
export const AUTHORIZATION_FAILED = 'Authorization failed';
/** `kcare/srv/remove`: there is nothing to remove. */
export const SERVER_NOT_FOUND = 'Server not found';
/** The service's own failure: a read is worth repeating. */
export const UNEXPECTED_SERVER_ERROR = 'Unexpected server error';
