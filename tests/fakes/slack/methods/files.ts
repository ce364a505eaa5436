import { ApiError } from "../api-error.ts";
import { listIn, textIn } from "../fields.ts";
import { type Method, numberIn, type Request, required } from "./method.ts";

/** Announces a file; its bytes go to the address that comes back. */
export const getUploadURLExternal: Method = {
  token: "bot",
  scopes: ["files:write"],
  tier: 4,
  run({ stage, args }) {
    const length = numberIn(args, "length");
    if (!length || length < 1) throw new ApiError("invalid_arguments");
    const { id } = stage.files.announce(required(args, "filename"), length);
    return { upload_url: `${stage.url()}/upload/${id}`, file_id: id };
  },
};

/** Shares files whose bytes have come. */
export const completeUploadExternal: Method = {
  token: "bot",
  scopes: ["files:write"],
  tier: 4,
  run(request) {
    const { stage, args } = request;
    const listed = listIn(args, "files");
    if (listed.length === 0) throw new ApiError("invalid_arguments");
    const files = listed.map((one) => {
      const file = stage.files.all.get(textIn(one, "id") ?? "");
      if (file?.state !== "sent") throw new ApiError("file_not_found");
      return { file, title: textIn(one, "title") };
    });
    const ids = (textIn(args, "channel_id") ?? textIn(args, "channels") ?? "").split(",");
    const channels = ids.filter(Boolean);
    for (const { file, title } of files) {
      file.state = "complete";
      file.title = title ?? file.title;
      file.channels = channels;
    }
    for (const channel of channels)
      share(
        request,
        channel,
        files.map(({ file }) => file.id),
      );
    return {
      files: files.map(({ file }) => ({ id: file.id, title: file.title, name: file.name })),
    };
  },
};

function share(request: Request, id: string, files: readonly string[]): void {
  const { stage, args, workspace } = request;
  const channel = workspace.channels.get(id);
  if (!channel) throw new ApiError("channel_not_found");
  if (!channel.members.has(workspace.botUser)) throw new ApiError("not_in_channel");
  const threadTs = textIn(args, "thread_ts");
  stage.world.post(
    workspace,
    channel,
    { text: textIn(args, "initial_comment") ?? "", files, ...(threadTs && { threadTs }) },
    { by: "files.completeUploadExternal" },
  );
}
