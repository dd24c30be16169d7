package io.tidegate.config;

import java.time.Duration;
import java.util.List;

/**
 * One way to verify a request, as a provider file or a source writes it down.
 *
 * <p>Values are named by where they come from: {@code header:X-Name}, {@code query:name}, {@code
 * form:name}, {@code json:/pointer}, {@code sig:field} (a field of the parsed signature), {@code
 * text:constant}, {@code method}, {@code path}, {@code url}, {@code body}, and {@code a | b} for
 * the first that is present.
 *
 * @param scheme how the proof is checked
 * @param algorithm the hash of the HMAC; default sha256
 * @param header short for {@code from: header:...}
 * @param from where the signature or token is; default none
 * @param parse how the value found there is taken apart; default plain
 * @param prefix what stands before the signature, as {@code sha256=}; default nothing
 * @param separator what stands between the items of a list; default a comma for kv-list and a space
 *     for tagged-list
 * @param field the key or tag of the signature in a list, as {@code v1}
 * @param encoding how the signature is written; default hex
 * @param signed the exact signed bytes as a template, as <code>{sig:t}.{body}</code>; default
 *     <code>{body}</code>
 * @param key how the secret becomes a key
 * @param timestamp where the time is and how old it may be; default none
 */
public record VerifyConfig(
        Scheme scheme,
        @Default("sha256") Algorithm algorithm,
        @Default("") String header,
        @Default("") String from,
        @Default("plain") Parse parse,
        @Default("") String prefix,
        @Default("") String separator,
        @Default("") String field,
        @Default("hex") Encoding encoding,
        @Default("{body}") String signed,
        KeyConfig key,
        TimestampConfig timestamp) {

    /** How the proof is checked. */
    public enum Scheme {
        /** A keyed hash over the signed bytes. */
        HMAC,
        /** The secret itself is sent. */
        TOKEN,
        /** User and password of HTTP basic authentication; the secret is {@code user:password}. */
        BASIC,
        /** Nothing is checked: anybody can send. */
        NONE
    }

    /** The hash of the HMAC. */
    public enum Algorithm {
        SHA1,
        SHA256,
        SHA384,
        SHA512
    }

    /** How the value that holds the signature is taken apart. */
    public enum Parse {
        /** The whole value, less the prefix. */
        PLAIN,
        /** {@code t=1,v1=aa,v1=bb}. */
        KV_LIST,
        /** {@code v1,aa v1,bb}. */
        TAGGED_LIST
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
     * @param encoding how the secret writes the key; default utf8
     * @param strip what is cut off the front of the secret before that, where it is there, as
     *     {@code whsec_}; default nothing
     */
    public record KeyConfig(@Default("utf8") Encoding encoding, List<String> strip) {}

    /**
     * The time at which the sender signed.
     *
     * @param from where it is; default nowhere, so that age is not checked
     * @param unit what it counts; default s
     * @param tolerance how far it may lie behind now, and up to five minutes of that ahead; default
     *     5m
     */
    public record TimestampConfig(
            @Default("") String from, @Default("s") Unit unit, @Default("5m") Duration tolerance) {

        /** What a timestamp counts. */
        public enum Unit {
            S,
            MS
        }
    }
}
