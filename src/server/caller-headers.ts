/** A request's headers as node:http hands them over, names in lower case. */
export type CallerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;
