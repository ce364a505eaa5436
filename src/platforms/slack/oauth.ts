import type { RequestListener, ServerResponse } from "node:http";
import { HTTPReceiver, type InstallationStore, type Logger, type webApi } from "@slack/bolt";
import type { Log } from "#chat";

/** The pages by which a workspace installs the bot, and what renews their tokens. */
export type OAuth = {
  readonly installer: NonNullable<HTTPReceiver["installer"]>;
  /** Serves /slack/install and /slack/oauth_redirect. */
  readonly listener: RequestListener;
};

/** Bolt's own installer; its receiver takes no events here and opens no port. */
export function createOAuth(options: {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly scopes: readonly string[];
  readonly root: string;
  readonly store: InstallationStore;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
}): OAuth {
  const { apiUrl, clientId, clientSecret, stateSecret, scopes, root, store, log } = options;
  const receiver = new HTTPReceiver({
    signingSecret: "",
    signatureVerification: false,
    endpoints: [],
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...scopes],
    installationStore: store,
    logger: options.logger,
    installerOptions: {
      directInstall: true,
      clientOptions: options.clientOptions,
      authorizationUrl: new URL("../oauth/v2/authorize", `${apiUrl.replace(/\/*$/, "")}/`).href,
      callbackOptions: {
        success: ({ team, enterprise }, _options, _request, response) => {
          log.info({ team: team?.id, enterprise: enterprise?.id }, "A workspace installed the app");
          say(response, 200, `I am installed. Go back to Slack and type /${root} help.`);
        },
        failure: (error, _options, _request, response) => {
          log.warn({ reason: error.code }, "An installation was not completed");
          say(response, 400, "I was not installed. Please begin again at /slack/install.");
        },
      },
    },
  });
  const { installer } = receiver;
  if (!installer) throw new Error("Bolt made no installer");
  return {
    installer,
    listener: (request, response) => {
      if (request.method === "GET") return receiver.requestListener(request, response);
      say(response, 405, "Open this page in a browser.");
    },
  };
}

function say(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${sentence}\n`);
}
