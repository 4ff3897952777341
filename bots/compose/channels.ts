import type { Channel, ChannelFor } from '../channel.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { createMessengerChannel } from '../messenger/messenger-channel.ts';
import { createMessengerSender } from '../messenger/messenger-sender.ts';
import { createSendApi, type SendApi } from '../messenger/send-api.ts';
import { defaultSendTimes, type SendTimes } from '../messenger/send-times.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { observeSends } from '../metrics/observe-sends.ts';
import { BotFrameworkAdapter } from '../web-chat/bot-framework-adapter.ts';
import { createWaitingRequests, type WaitingRequests } from '../web-chat/waiting-requests.ts';
import { createWebChatChannel } from '../web-chat/web-chat-channel.ts';
import type { Page } from './page.ts';

/** What conversations of Messenger are called in the store. */
export const messengerChannelId = 'facebook';

export interface Channels {
  readonly channelFor: ChannelFor;
  readonly sendApi: SendApi;
  /** True from Meta's refusal of the Page itself until it sends again. */
  pageStopped(): boolean;
  readonly botFramework: { readonly adapter: BotFrameworkAdapter; readonly waiting: WaitingRequests };
}

export interface ChannelsDeps {
  readonly page: Page;
  /** Where the Graph API is. */
  readonly graphUrl: string;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly sendTimes?: SendTimes | undefined;
}

function buildMessenger(
  { messengerEchoes }: Config,
  sendApi: SendApi,
  { log, newId, metrics, sendTimes = defaultSendTimes }: ChannelsDeps,
): { readonly channel: Channel; pageStopped(): boolean } {
  const sender = createMessengerSender({
    sendApi,
    log,
    echoes: messengerEchoes ? sendTimes : undefined,
    rests: sendTimes,
    onAlarm: (failure) => metrics.alarmRaised(failure),
  });
  return { channel: createMessengerChannel({ sendApi, sender, newId, log }), pageStopped: () => sender.stopped };
}

function buildSendApi(config: Config, { page, graphUrl, log, now, metrics, sendTimes }: ChannelsDeps): SendApi {
  const sendApi = createSendApi({
    graphUrl,
    graphVersion: config.graph.version,
    pageToken: page.pageToken,
    appSecret: page.appSecret,
    now,
    log,
    timeoutMs: (sendTimes ?? defaultSendTimes).timeoutMs,
    sendsPerSecond: config.messengerSendsPerSecond,
    onCall(call) {
      metrics.called(call);
      log.debug({ ...call }, 'connector call');
    },
  });
  return observeSends(sendApi, metrics);
}

/** The ways to customers: one Page at Messenger, and whatever Bot Framework channels are connected. */
export function buildChannels(config: Config, deps: ChannelsDeps): Channels {
  const sendApi = buildSendApi(config, deps);
  const messenger = buildMessenger(config, sendApi, deps);
  const adapter = new BotFrameworkAdapter(config.webChat && { ...config.webChat, tenantId: config.webChatTenant });
  const waiting = createWaitingRequests();
  const webChat = createWebChatChannel({ adapter, appId: config.webChat?.appId ?? '', waiting });
  return {
    sendApi,
    pageStopped: messenger.pageStopped,
    botFramework: { adapter, waiting },
    channelFor: (door) => (door === 'messenger' ? messenger.channel : webChat),
  };
}
