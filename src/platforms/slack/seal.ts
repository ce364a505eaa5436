import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";

/** Encrypts what must not be readable in the database. `about` says whose it is: a text sealed for one opens for no other. */
export type Seal = {
  close(text: string, about: string): string;
  /** @throws SealError when no key fits, or it was changed */
  open(sealed: string, about: string): string;
};

/** A sealed text that can't be opened: one sentence with the cure, and nothing of what is in it. */
export class SealError extends Error {
  override readonly name = "SealError";
}

/** First part of every sealed text; a later format takes another. */
const FORMAT = "1";

const CIPHER = "aes-256-gcm";

/** Sizes that AES-256-GCM asks for, in bytes. */
const KEY = 32;
const IV = 12;
const TAG = 16;

type Key = { readonly id: string; readonly bytes: Buffer };

/**
 * A seal by the keys of SECRET_KEY, with commas between them: the first closes, all of them open.
 * Every sealed text names its key, so a new key is put in front of the old one and nothing is lost.
 */
export function createSeal(secretKey: string): Seal {
  const keys = secretKey
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .map(keyOf);
  const [newest] = keys;
  if (!newest)
    throw new SealError("SECRET_KEY is empty: set it to what openssl rand -hex 32 gives.");
  return {
    close(text, about) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv(CIPHER, newest.bytes, iv).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const whole = Buffer.concat([iv, cipher.getAuthTag(), body]);
      return [FORMAT, newest.id, whole.toString("base64url")].join(".");
    },
    open(sealed, about) {
      const [format, id, whole] = sealed.split(".");
      if (format !== FORMAT || !whole) throw new SealError("It is damaged: install the app anew.");
      const key = keys.find((one) => one.id === id);
      if (!key)
        throw new SealError(
          "None of the keys in SECRET_KEY has sealed it: add the old key behind the new one, with a comma between.",
        );
      return opened(key, Buffer.from(whole, "base64url"), about);
    },
  };
}

/** Slow on purpose, for keys that somebody thought up; the salt is fixed so that the same key opens after a restart. */
function keyOf(secret: string): Key {
  const bytes = scryptSync(secret, "paperboy/slack/installations", KEY);
  const id = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  return { id, bytes };
}

function opened({ bytes }: Key, whole: Buffer, about: string): string {
  try {
    const decipher = createDecipheriv(CIPHER, bytes, whole.subarray(0, IV), { authTagLength: TAG })
      .setAAD(Buffer.from(about))
      .setAuthTag(whole.subarray(IV, IV + TAG));
    return Buffer.concat([decipher.update(whole.subarray(IV + TAG)), decipher.final()]).toString();
  } catch {
    throw new SealError("It is damaged: install the app anew.");
  }
}
