import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Somebody who issues tokens, as a company's own login does. */
export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The published keys, as JSON text. */
  readonly keySet: string;
  /** A token that is right in everything, unless said otherwise. `until` is in seconds from now. */
  sign(
    claims?: Readonly<Record<string, unknown>>,
    options?: { until?: number; key?: CryptoKey; header?: object },
  ): Promise<string>;
}

export async function createIssuer(): Promise<TestIssuer> {
  const issuer = 'https://login.example.com/';
  const audience = 'the-gateway';
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'ES256' };
  return {
    issuer,
    audience,
    keySet: JSON.stringify({ keys: [key] }),
    sign: (claims = {}, { until = 300, key: signedWith = privateKey, header = {} } = {}) =>
      new SignJWT({
        iss: issuer,
        aud: audience,
        sub: 'somebody',
        exp: Math.floor(Date.now() / 1000) + until,
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'first', ...header })
        .sign(signedWith),
  };
}
