import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, type InvokeResponse, type TurnContext } from 'botbuilder';

/** Who this bot is at Microsoft; without it nobody can be authenticated. */
export interface BotFrameworkIdentity {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId?: string | undefined;
}

/**
 * botbuilder's CloudAdapter without its HTTP half: that one prints errors to the console and repeats their text to the caller.
 * Authentication, the connector client and `expectReplies` are botbuilder's own.
 */
export class BotFrameworkAdapter extends CloudAdapter {
  constructor(identity: BotFrameworkIdentity | undefined) {
    super(
      new ConfigurationBotFrameworkAuthentication(
        identity
          ? {
              MicrosoftAppId: identity.appId,
              MicrosoftAppPassword: identity.appPassword,
              MicrosoftAppType: identity.tenantId ? 'SingleTenant' : 'MultiTenant',
              ...(identity.tenantId ? { MicrosoftAppTenantId: identity.tenantId } : {}),
            }
          : {},
      ),
    );
    // The default prints to the console and sends the error's text to the customer.
    this.onTurnError = async (_context, error) => {
      throw error;
    };
  }

  /**
   * Authenticates the request and runs `logic`.
   * @returns the answer for the HTTP body, where there is one (`expectReplies`).
   * @throws AuthenticationError when the caller is not who the token says.
   */
  async handle(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}
