import type { RecordStore } from '../../store/port.ts';
import type { Channel, ChannelFor } from '../channel.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { createMessengerChannel } from '../messenger/messenger-channel.ts';
import { createMessengerSender } from '../messenger/messenger-sender.ts';
import { createPersonas } from '../messenger/personas.ts';
import { createSendApi, type SendApi } from '../messenger/send-api.ts';
import { defaultSendTimes, type SendTimes } from '../messenger/send-times.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { observeSends } from '../metrics/observe-sends.ts';
import { BotFrameworkAdapter } from '../web-chat/bot-framework-adapter.ts';
import { createWaitingRequests, type WaitingRequests } from '../web-chat/waiting-requests.ts';
import { createWebChatChannel } from '../web-chat/web-chat-channel.ts';
import type { Egress } from './egress.ts';
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
  readonly egress: Pick<Egress, 'gate' | 'peers'>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly sendTimes?: SendTimes | undefined;
  readonly records: RecordStore;
}

function buildMessenger(
  { messengerEchoes, messengerAppId: appId, messengerRouting, desk }: Config,
  sendApi: SendApi,
  { log, now, newId, metrics, records, sendTimes = defaultSendTimes }: ChannelsDeps,
): { readonly channel: Channel; pageStopped(): boolean } {
  const { personaPicture: pictureUrl } = desk;
  const sender = createMessengerSender({
    sendApi,
    personas: pictureUrl === undefined ? undefined : createPersonas({ sendApi, records, pictureUrl, log }),
    log,
    echoes: messengerEchoes ? sendTimes : undefined,
    rests: sendTimes,
    now,
    onAlarm: (failure) => metrics.alarmRaised(failure),
  });
  const leads = desk.enabled && messengerRouting !== 'off' && appId !== undefined;
  const routing = leads ? { appId, isDefault: messengerRouting === 'default_app' } : undefined;
  return { channel: createMessengerChannel({ sendApi, sender, newId, log, routing }), pageStopped: () => sender.stopped };
}

function buildSendApi(config: Config, { page, graphUrl, egress, log, now, metrics, sendTimes }: ChannelsDeps): SendApi {
  egress.peers.announceOrigin('graph', graphUrl);
  const sendApi = createSendApi({
    egress: egress.gate,
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

/** Where Microsoft gives tokens and keys (Bot Framework authentication, "Bot to Connector" and "Connector to Bot"). */
const microsoftOrigins = ['https://login.microsoftonline.com', 'https://login.botframework.com'];

/** Bot Framework channels over HTTP of botbuilder's own: the watch of the sockets holds it to the list. */
function buildBotFramework({ webChat: identity, webChatTenant }: Config, { peers }: Pick<Egress, 'peers'>) {
  for (const origin of identity ? microsoftOrigins : []) peers.announceOrigin('bot-framework', origin);
  /** Called for service addresses of activities whose sender was authenticated, or is on this machine where nobody can be. */
  const trust = (serviceUrl: string): void => {
    if (URL.canParse(serviceUrl)) peers.announceOrigin('bot-framework', serviceUrl);
  };
  const adapter = new BotFrameworkAdapter(identity && { ...identity, tenantId: webChatTenant }, trust);
  const waiting = createWaitingRequests();
  return { adapter, waiting, channel: createWebChatChannel({ adapter, appId: identity?.appId ?? '', waiting, trust }) };
}

/** The ways to customers: one Page at Messenger, and whatever Bot Framework channels are connected. */
export function buildChannels(config: Config, deps: ChannelsDeps): Channels {
  const sendApi = buildSendApi(config, deps);
  const messenger = buildMessenger(config, sendApi, deps);
  const { adapter, waiting, channel: webChat } = buildBotFramework(config, deps.egress);
  return {
    sendApi,
    pageStopped: messenger.pageStopped,
    botFramework: { adapter, waiting },
    channelFor: (door) => (door === 'messenger' ? messenger.channel : webChat),
  };
}
