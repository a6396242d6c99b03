/** What is said of an answer whose data nobody looks at, for the secret or a token stands in it. */
export const REPEATED_CREDENTIALS = "the answer repeats the request's credentials";
