/** What a Page shares with Meta, and where its Graph API is. */
export interface PageAccess {
  readonly appSecret: string;
  readonly pageToken: string;
  readonly graphUrl: string;
}

/** The settings of a Guichet on loopback that serves a Page. */
export function pageEnvironment({ appSecret, pageToken, graphUrl }: PageAccess): Readonly<Record<string, string>> {
  return {
    HOST: '127.0.0.1',
    MESSENGER_APP_SECRET: appSecret,
    MESSENGER_VERIFY_TOKEN: 'a word',
    MESSENGER_PAGE_TOKEN: pageToken,
    GRAPH_API_URL: graphUrl,
  };
}
