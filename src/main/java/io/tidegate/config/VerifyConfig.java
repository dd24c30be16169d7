package io.tidegate.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One way to verify a request, as a provider file or a source writes it down.
 *
 * <p>Values are named by where they come from: {@code header:X-Name}, {@code query:name}, {@code
 * form:name}, {@code json:/pointer}, {@code xml:Name}, {@code sig:field} (a field of the parsed
 * signature), {@code claim:name} and {@code jose:name} (of a web token), {@code text:constant},
 * {@code $setting}, {@code method}, {@code path}, {@code target}, {@code rawquery}, {@code url},
 * {@code body}, {@code secret}, {@code function(value, ...)}, and {@code a | b} for the first that
 * is present.
 *
 * @param scheme how the proof is checked
 * @param when what must be found in a request for this way to apply, by where it is; {@code "*"} is
 *     any text, {@code "!"} is none; default always
 * @param algorithm the hash; default sha256
 * @param header short for {@code from: header:...}
 * @param from where the signature or token is; default none, for jwt and basic the Authorization
 *     header
 * @param parse how the value found there is taken apart; default plain
 * @param prefix what stands before the signature or token, as {@code sha256=}; default nothing
 * @param separator what stands between the items of a list; default a comma, a space for
 *     tagged-list, a dot for positional
 * @param binder what stands between the name of an item and its value; default {@code =} for
 *     kv-list, a comma for tagged-list
 * @param field the key, tag or name of the signature in a list, as {@code v1}
 * @param fields the names of the parts of a positional value, in order
 * @param encoding how the signature is written; default hex
 * @param signed the exact signed bytes as a template, as <code>{sig:t}.{body}</code>; several if
 *     senders do it in several ways; default <code>{body}</code>
 * @param key how the secret becomes a key, or where keys are published
 * @param timestamp where the time is and how old it may be; default none
 * @param algorithms the algorithms of jwt, jws, http-signature and cavage that the provider uses,
 *     as {@code RS256} or {@code ed25519}; the first is the one to send with
 * @param claims what a jwt must claim: a template by the name of each claim, or several of which
 *     one must fit; {@code "*"} is any text, {@code "!"} is absent. What the parameters of an
 *     http-signature must be
 * @param components what an http-signature or cavage must cover at least, as {@code content-digest}
 */
public record VerifyConfig(
        Scheme scheme,
        Map<String, String> when,
        @Default("sha256") Algorithm algorithm,
        @Default("") String header,
        @Default("") String from,
        @Default("plain") Parse parse,
        @Default("") String prefix,
        @Default("") String separator,
        @Default("") String binder,
        @Default("") String field,
        List<String> fields,
        @Default("hex") Encoding encoding,
        List<String> signed,
        KeyConfig key,
        TimestampConfig timestamp,
        List<String> algorithms,
        Map<String, List<String>> claims,
        List<String> components) {

    public VerifyConfig {
        signed = signed.isEmpty() ? List.of("{body}") : List.copyOf(signed);
    }

    /** How the proof is checked. */
    public enum Scheme {
        /** A keyed hash over the signed bytes. */
        HMAC,
        /** A plain hash over bytes that the secret is part of. */
        DIGEST,
        /** RSA with PKCS#1 padding. */
        RSA,
        /** RSA with PSS padding. */
        RSA_PSS,
        /** ECDSA, the signature as ASN.1. */
        ECDSA,
        /** Ed25519. */
        ED25519,
        /** A JSON web token. */
        JWT,
        /** A web signature without its payload. */
        JWS,
        /** HTTP message signatures, RFC 9421. */
        HTTP_SIGNATURE,
        /** The draft that came before, as many older senders use it. */
        CAVAGE,
        /** The secret itself is sent. */
        TOKEN,
        /** User and password of HTTP basic authentication; the secret is {@code user:password}. */
        BASIC,
        /** Nothing is checked: anybody can send. */
        NONE
    }

    /** The hash. */
    public enum Algorithm {
        MD5,
        SHA1,
        SHA224,
        SHA256,
        SHA384,
        SHA512,
        KECCAK256
    }

    /** How the value that holds the signature is taken apart. */
    public enum Parse {
        /** The whole value, less the prefix. */
        PLAIN,
        /** {@code t=1,v1=aa,v1=bb}. */
        KV_LIST,
        /** {@code v1,aa v1,bb}. */
        TAGGED_LIST,
        /** {@code aa,bb}. */
        LIST,
        /** {@code 1700000000.aa}, parts in a fixed order. */
        POSITIONAL
    }

    /** How bytes are written as text. */
    public enum Encoding {
        UTF8,
        HEX,
        BASE64,
        BASE64URL
    }

    /**
     * How the secret becomes a key.
     *
     * @param encoding how the secret writes the key; default utf8. A public key may always be PEM
     * @param prefix what every secret must begin with, as {@code whpk_}, and which is no part of
     *     the key; a key that is PEM needs none; default nothing
     * @param strip what is cut off the front of the secret before that, where it is there, as
     *     {@code whsec_}; default nothing
     * @param from how the key is computed from the secret, as <code>{sha1(secret)}</code>; for
     *     ed25519, how the 32 bytes are from which the key pair follows; default it is not
     * @param name where the request names its key; secrets are then written {@code name:secret};
     *     default nowhere, and all are tried
     * @param published where keys are published; then a source needs no secret
     */
    public record KeyConfig(
            @Default("utf8") Encoding encoding,
            @Default("") String prefix,
            List<String> strip,
            @Default("") String from,
            @Default("") String name,
            PublishedConfig published) {}

    /**
     * Where a provider publishes its keys.
     *
     * @param url the https address, a template; default none
     * @param pin a regular expression for the whole address; required if the address follows from
     *     the request
     * @param form what is there: a set of web keys, or a single key or certificate; default jwks
     * @param within a JSON pointer to it; default the whole document
     * @param id where the request names its key; default any key may have been used
     * @param headers header fields to send along, templates by name
     * @param body the JSON to POST, a template; default GET
     * @param maxAge how long a document is good for, up to 1d; default 1h
     * @param grant where a token is given out that must be shown there; default none is needed
     */
    public record PublishedConfig(
            @Default("") String url,
            @Default("") String pin,
            @Default("jwks") KeyForm form,
            @Default("") String within,
            @Default("") String id,
            Map<String, String> headers,
            @Default("") String body,
            @Default("1h") Duration maxAge,
            GrantConfig grant) {

        /** What a document with keys is. */
        public enum KeyForm {
            JWKS,
            SINGLE
        }
    }

    /**
     * Where credentials of the source are exchanged for a token, as OAuth does it for clients.
     *
     * @param url the https address; default none
     * @param user the credentials, as <code>{$clientId}:{$clientSecret}</code>
     * @param scope what the token is for; default whatever the credentials are good for
     */
    public record GrantConfig(
            @Default("") String url, @Default("") String user, @Default("") String scope) {}

    /**
     * The time at which the sender signed.
     *
     * @param from where it is; default nowhere, so that age is not checked
     * @param unit how it is written; default s
     * @param tolerance how far it may lie behind now, and up to five minutes of that ahead; default
     *     5m
     * @param future whether it may lie ahead however far, because the provider's own library does
     *     not look; default false
     */
    public record TimestampConfig(
            @Default("") String from,
            @Default("s") Unit unit,
            @Default("5m") Duration tolerance,
            @Default("false") boolean future) {

        /** How a timestamp is written. */
        public enum Unit {
            /** Seconds since 1970. */
            S,
            /** Milliseconds. */
            MS,
            /** Microseconds. */
            US,
            /** Nanoseconds. */
            NS,
            /** ISO 8601. */
            ISO,
            /** As HTTP's Date field. */
            HTTP
        }
    }
}
