/** An answer of the Graph API that says no, in its own shape. */
export interface GraphError {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly type: 'OAuthException' | 'GraphMethodException';
  readonly message: string;
}

/** The body of a Graph error. `traceId` is what Meta's support asks for. */
export function graphErrorBody(error: GraphError, traceId: string): object {
  const { message, type, code, subcode } = error;
  return { error: { message, type, code, ...(subcode === undefined ? {} : { error_subcode: subcode }), fbtrace_id: traceId } };
}

/** What the Graph API refuses, with its own codes and close to its own words (Graph API, "Handling errors"). */
export const graphErrors = {
  noToken: { status: 400, code: 104, type: 'OAuthException', message: 'An access token is required to request this resource.' },
  badToken: { status: 401, code: 190, type: 'OAuthException', message: 'Invalid OAuth access token - Cannot parse access token' },
  noProof: {
    status: 400,
    code: 100,
    type: 'GraphMethodException',
    message: 'API calls from the server require an appsecret_proof argument',
  },
  badProof: { status: 400, code: 100, type: 'GraphMethodException', message: 'Invalid appsecret_proof provided in the API argument' },
  noSuchPath: { status: 404, code: 2500, type: 'OAuthException', message: 'Unknown path components' },
  wrongMethod: { status: 400, code: 100, subcode: 33, type: 'GraphMethodException', message: 'Unsupported request - method type' },
  tooLarge: { status: 413, code: 1, type: 'OAuthException', message: 'Please reduce the amount of data you are asking for' },
  noSuchUser: { status: 400, code: 100, subcode: 2018001, type: 'OAuthException', message: '(#100) No matching user found' },
  actionWithMessage: {
    status: 400,
    code: 100,
    subcode: 2018014,
    type: 'OAuthException',
    message: '(#100) Cannot send message and sender_action together',
  },
  temporary: {
    status: 500,
    code: 2,
    type: 'OAuthException',
    message: 'An unexpected error has occurred. Please retry your request later.',
  },
} as const satisfies Record<string, GraphError>;

/** A parameter that Graph would refuse, and why. */
export function invalidParameter(reason: string): GraphError {
  return { status: 400, code: 100, type: 'OAuthException', message: `(#100) ${reason}` };
}
