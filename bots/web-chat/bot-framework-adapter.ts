import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, type InvokeResponse, type TurnContext } from 'botbuilder';
import { inTime } from '../in-time.ts';
import { CallerError, toCallerError } from './caller-error.ts';

/** How long Microsoft's keys are waited for. */
const authenticationMs = 5_000;

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
  readonly #trust: (serviceUrl: string) => void;

  /** @param trust told of the service address of each activity whose sender was let in, before anything is sent there. */
  constructor(identity: BotFrameworkIdentity | undefined, trust: (serviceUrl: string) => void) {
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
    this.#trust = trust;
    // The default prints to the console and sends the error's text to the customer.
    this.onTurnError = async (_context, error) => {
      throw error;
    };
  }

  /**
   * Authenticates the request and runs `logic`.
   * @returns the answer for the HTTP body, where there is one (`expectReplies`).
   * @throws CallerError where the caller is not let in; what `logic` throws.
   */
  async handle(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const caller = await this.#callerOf(authorization, activity);
    this.#trust(activity.serviceUrl);
    return this.processActivity(caller, activity, logic);
  }

  async #callerOf(authorization: string, activity: Activity) {
    try {
      // Microsoft's keys are fetched without a limit of botbuilder's own.
      const authenticated = this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
      return await inTime(authenticated, authenticationMs, () => new CallerError('unavailable'));
    } catch (error) {
      throw toCallerError(error);
    }
  }
}
