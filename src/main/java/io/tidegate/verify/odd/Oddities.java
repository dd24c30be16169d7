package io.tidegate.verify.odd;

import static java.util.Map.entry;

import io.tidegate.verify.value.Derived;
import io.tidegate.verify.value.FunctionMaker;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions that only a few provider files use, by name. A new one is one line here. */
public final class Oddities {

    /** By name. */
    public static final Map<String, FunctionMaker> FUNCTIONS = all();

    private Oddities() {}

    private static Map<String, FunctionMaker> all() {
        var all = new HashMap<>(ParameterFunctions.ALL);
        all.putAll(
                Map.ofEntries(
                        entry("join", args -> Arguments.atLeast(1, args).from(0)),
                        entry("if-any", IfAny::of),
                        entry("if-equal", IfEqual::of),
                        entry("canonical-json", Oddities::canonicalJson),
                        entry("json-with", JsonWith::of),
                        entry("header-lines", HeaderLines::of),
                        entry("path-after", RelativePath::of),
                        entry("received-seconds", ReceivedSeconds::of),
                        entry("first-bytes", Slices::first),
                        entry("after-bytes", Slices::after),
                        entry("repeat-to", Slices::repeated),
                        entry("zero-fill", Slices::padded),
                        entry("inflate", Oddities::inflated),
                        entry("unbase64-lines", Oddities::base64Lines),
                        entry("aes-decrypt", Aes::of),
                        entry("wechat-decrypt", Oddities::opened),
                        entry("wechat-encrypt", WechatEnvelope::of),
                        entry("keyed-hash", Keyed::hash),
                        entry("ed25519-sign", Keyed::signature)));
        return Map.copyOf(all);
    }

    private static Value canonicalJson(List<Value> args) {
        return Derived.maybe(
                Arguments.exactly(1, args).value(0),
                json -> CanonicalJson.of(json).map(Oddities::utf8));
    }

    private static Value inflated(List<Value> args) {
        return Derived.unwrapped(Template.of(args), Unpacking::inflate);
    }

    private static Value base64Lines(List<Value> args) {
        return Derived.unwrapped(Template.of(args), Unpacking::base64Lines);
    }

    /** The message in an envelope that is written as base64. */
    private static Value opened(List<Value> args) {
        var arguments = Arguments.atLeast(2, args);
        var cipher = WechatCipher.of(arguments.text(0));
        return Derived.unwrapped(
                arguments.from(1), text -> Unpacking.base64Lines(text).flatMap(cipher::open));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
