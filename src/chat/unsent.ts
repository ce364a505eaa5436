import { PostError } from "./problem.ts";

/**
 * What a post needs before anything of it is sent, such as the database: a failure there is worth another try,
 * and never one after which nobody knows whether the post is out.
 * @throws PostError as it came, of class transient for everything else
 */
export async function unsent<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof PostError) throw cause;
    const failure = new PostError("transient", "I could not get it ready; I will try again");
    throw Object.assign(failure, { cause });
  }
}
