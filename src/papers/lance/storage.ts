import { CatalogueError } from "../catalogue-error.ts";

/** The environment, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How an object store is reached. */
export type Storage = {
  readonly bucket: string;
  /** The path below the bucket, without slashes at its ends. */
  readonly path: string;
  readonly region: string;
  /** Another address than Amazon's. */
  readonly endpoint?: string;
  /** Present when the environment has keys; without them LanceDB looks for a profile or the machine's role. */
  readonly keys?: { readonly id: string; readonly secret: string; readonly token?: string };
};

/**
 * How the object store of an address is reached, by the AWS_… variables; undefined for a folder.
 * @throws CatalogueError when they can't be right
 */
export function storageAt(uri: string, env: Environment): Storage | undefined {
  const [, bucket, path = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  if (bucket === undefined) return undefined;
  const set = (...names: readonly string[]) => names.map((name) => env[name]?.trim()).find(Boolean);
  const [id, secret] = [set("AWS_ACCESS_KEY_ID"), set("AWS_SECRET_ACCESS_KEY")];
  const token = set("AWS_SESSION_TOKEN");
  const endpoint = set("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT");
  if (endpoint !== undefined && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ""))
    throw new CatalogueError("AWS_ENDPOINT_URL must be an address such as https://s3.example.org.");
  return {
    ...{ bucket, path: path.replace(/\/+$/, "") },
    region: set("AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1",
    ...(endpoint && { endpoint: endpoint.replace(/\/+$/, "") }),
    ...(id && secret && { keys: { id, secret, ...(token && { token }) } }),
  };
}

/** The same for LanceDB. */
export function optionsOf({ region, endpoint, keys }: Storage): Readonly<Record<string, string>> {
  return {
    aws_region: region,
    ...(endpoint && { aws_endpoint: endpoint }),
    ...(endpoint?.startsWith("http://") && { allow_http: "true" }),
    ...(keys && { aws_access_key_id: keys.id, aws_secret_access_key: keys.secret }),
    ...(keys?.token && { aws_session_token: keys.token }),
  };
}
