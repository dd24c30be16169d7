package io.tidegate.verify.value;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The functions of provider files. Those that hash or respell take any number of arguments and work
 * on all of them in a row. A new function is one line here.
 */
final class Functions {

    /** By name. */
    static final Map<String, FunctionMaker> ALL =
            Map.ofEntries(
                    entry("sha1", bytes(Bytes.hash("SHA-1"))),
                    entry("sha256", bytes(Bytes.hash("SHA-256"))),
                    entry("sha384", bytes(Bytes.hash("SHA-384"))),
                    entry("sha512", bytes(Bytes.hash("SHA-512"))),
                    entry("md5", bytes(Bytes.hash("MD5"))),
                    entry("crc32", bytes(Bytes::crc32)),
                    entry("hex", bytes(it -> ascii(Coding.HEX.encode(it)))),
                    entry("base64", bytes(it -> ascii(Coding.BASE64.encode(it)))),
                    entry("base64url", bytes(it -> ascii(Coding.BASE64URL.encode(it)))),
                    entry("unhex", decoding(Coding.HEX)),
                    entry("unbase64", decoding(Coding.BASE64)),
                    entry("unbase64url", decoding(Coding.BASE64URL)),
                    entry("gunzip", args -> Derived.unwrapped(Template.of(args), Bytes::gunzip)),
                    entry("lower", text(it -> it.toLowerCase(Locale.ROOT))),
                    entry("upper", text(it -> it.toUpperCase(Locale.ROOT))),
                    entry("trim", text(String::strip)),
                    entry("crlf", text(it -> it.replaceAll("\r\n|\r|\n", "\r\n"))),
                    entry("json-string", text(Texts::jsonString)),
                    entry("nfkd", text(Texts::nfkd)),
                    entry("urlencode", text(Texts::urlEncoded)),
                    entry(
                            "urldecode",
                            args ->
                                    Derived.reading(
                                            Template.of(args),
                                            Texts::urlDecoded,
                                            Texts::urlEncoded)),
                    entry("without-query", text(Texts::withoutQuery)),
                    entry("with-port", text(Texts::withPort)),
                    entry("without-port", text(Texts::withoutPort)),
                    entry("hmac-sha1", args -> new KeyedHash("HmacSHA1", Template.of(args))),
                    entry("hmac-sha256", args -> new KeyedHash("HmacSHA256", Template.of(args))),
                    entry("hmac-sha512", args -> new KeyedHash("HmacSHA512", Template.of(args))),
                    entry("opt", args -> new OptionalText(Template.of(args))),
                    entry("sorted", SortedTexts::new),
                    entry("at", Functions::at),
                    entry("xml-at", args -> new XmlValue(arg(args, 0, 2), constant(args, 1))),
                    entry("raw-json", args -> new JsonSource(pointer(args, 0, 1))),
                    entry("member-name", Functions::memberName),
                    entry("named-headers", Functions::namedHeaders));

    private Functions() {}

    private static FunctionMaker bytes(UnaryOperator<byte[]> derive) {
        return args -> Derived.bytes(Template.of(args), derive);
    }

    private static FunctionMaker text(UnaryOperator<String> derive) {
        return args -> Derived.text(Template.of(args), derive);
    }

    private static FunctionMaker decoding(Coding coding) {
        return args ->
                Derived.reading(
                        Template.of(args),
                        coding::decode,
                        text -> coding.encode(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Value at(List<Value> args) {
        return new JsonInside(arg(args, 0, 2), pointer(args, 1, 2));
    }

    /** Some senders put the event under a name that says what it is. */
    private static Value memberName(List<Value> args) {
        var place = pointer(args, 0, args.size());
        var others = new HashSet<String>();
        for (int i = 1; i < args.size(); i++) {
            others.add(constant(args, i));
        }
        return evidence -> place.member(evidence.request().body(), evidence.item(), others);
    }

    private static Value namedHeaders(List<Value> args) {
        return new NamedHeaders(arg(args, 0, 3), constant(args, 1), constant(args, 2));
    }

    private static JsonPointer pointer(List<Value> args, int index, int count) {
        arg(args, index, count);
        return new JsonPointer(constant(args, index));
    }

    private static Value arg(List<Value> args, int index, int count) {
        if (args.size() != count) {
            throw new IllegalArgumentException(
                    "needs %d arguments and has %d".formatted(count, args.size()));
        }
        return args.get(index);
    }

    private static String constant(List<Value> args, int index) {
        if (args.get(index) instanceof ConstantValue constant) {
            return constant.text();
        }
        throw new IllegalArgumentException(
                "argument %d must be a text in quotes".formatted(index + 1));
    }
}
