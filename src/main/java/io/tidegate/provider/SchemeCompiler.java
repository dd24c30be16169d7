package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.config.VerifyConfig.TimestampConfig;
import io.tidegate.verify.Coding;
import io.tidegate.verify.Freshness;
import io.tidegate.verify.HmacScheme;
import io.tidegate.verify.KeyForm;
import io.tidegate.verify.ListFormat;
import io.tidegate.verify.OpenScheme;
import io.tidegate.verify.PlainFormat;
import io.tidegate.verify.Scheme;
import io.tidegate.verify.SignatureFormat;
import io.tidegate.verify.Template;
import io.tidegate.verify.TimeWindow;
import io.tidegate.verify.TokenScheme;
import io.tidegate.verify.Value;
import io.tidegate.verify.ValueSyntax;
import java.util.Optional;

/** Turns the written form of a scheme into a ready one. A new scheme is one line here. */
final class SchemeCompiler {

    private final VerifyConfig config;
    private final Remarks remarks;

    private SchemeCompiler(VerifyConfig config, Remarks remarks) {
        this.config = config;
        this.remarks = remarks;
    }

    /** The scheme; empty if something is wrong with it, which the remarks then tell. */
    static Optional<Scheme> compile(VerifyConfig config, Remarks remarks) {
        return new SchemeCompiler(config, remarks).scheme();
    }

    private Optional<Scheme> scheme() {
        return switch (config.scheme()) {
            case HMAC -> hmac();
            case TOKEN -> from("").map(it -> new TokenScheme(it, config.prefix(), Coding.UTF8));
            case BASIC ->
                    from("header:Authorization")
                            .map(it -> new TokenScheme(it, "Basic ", Coding.BASE64));
            case NONE -> Optional.of(new OpenScheme());
        };
    }

    private Optional<Scheme> hmac() {
        Optional<Value> from = from("");
        Optional<SignatureFormat> format = format();
        Optional<Coding> coding = signatureCoding();
        Optional<Template> signed =
                remarks.at("signed").attempt(() -> Template.parse(config.signed()));
        Optional<Freshness> freshness = freshness(config.timestamp(), remarks.at("timestamp"));
        var key = new KeyForm(algorithm(), coding(config.key().encoding()), config.key().strip());
        if (from.isEmpty() || format.isEmpty() || coding.isEmpty()) {
            return Optional.empty();
        }
        return signed.flatMap(
                template ->
                        freshness.map(
                                fresh ->
                                        new HmacScheme(
                                                from.get(),
                                                format.get(),
                                                coding.get(),
                                                template,
                                                key,
                                                fresh)));
    }

    private Optional<Value> from(String usual) {
        if (!config.header().isEmpty() && !config.from().isEmpty()) {
            remarks.add("has both 'header' and 'from'; leave one out");
            return Optional.empty();
        }
        String header = config.header().isEmpty() ? usual : "header:" + config.header();
        String text = config.from().isEmpty() ? header : config.from();
        if (text.isEmpty()) {
            remarks.add("needs 'header' or 'from', which says where the signature is");
            return Optional.empty();
        }
        return remarks.at("from").attempt(() -> ValueSyntax.parse(text));
    }

    private Optional<SignatureFormat> format() {
        return switch (config.parse()) {
            case PLAIN -> plainFormat();
            case KV_LIST -> listFormat(",", "=", false);
            case TAGGED_LIST -> listFormat(" ", ",", true);
        };
    }

    private Optional<SignatureFormat> plainFormat() {
        if (!config.field().isEmpty()) {
            remarks.at("field").add("means nothing here; add 'parse: kv-list', or leave it out");
            return Optional.empty();
        }
        return Optional.of(new PlainFormat(config.prefix()));
    }

    private Optional<SignatureFormat> listFormat(
            String usualSeparator, String binder, boolean mayRepeat) {
        if (config.field().isEmpty()) {
            remarks.add("needs 'field', the name of the signature in the list, as v1");
            return Optional.empty();
        }
        String separator = config.separator().isEmpty() ? usualSeparator : config.separator();
        return Optional.of(new ListFormat(separator, binder, config.field(), mayRepeat));
    }

    private Optional<Coding> signatureCoding() {
        if (config.encoding() == VerifyConfig.Encoding.UTF8) {
            remarks.at("encoding").add("must be hex, base64 or base64url: a signature is no text");
            return Optional.empty();
        }
        return Optional.of(coding(config.encoding()));
    }

    private static Optional<Freshness> freshness(TimestampConfig config, Remarks remarks) {
        if (config.from().isEmpty()) {
            return Optional.of(Freshness.ANY_AGE);
        }
        TimeWindow.Unit unit =
                switch (config.unit()) {
                    case S -> TimeWindow.Unit.SECONDS;
                    case MS -> TimeWindow.Unit.MILLISECONDS;
                };
        Optional<Value> from = remarks.at("from").attempt(() -> ValueSyntax.parse(config.from()));
        return from.flatMap(
                it ->
                        remarks.at("tolerance")
                                .attempt(() -> new TimeWindow(it, unit, config.tolerance())));
    }

    private String algorithm() {
        return switch (config.algorithm()) {
            case SHA1 -> "HmacSHA1";
            case SHA256 -> "HmacSHA256";
            case SHA384 -> "HmacSHA384";
            case SHA512 -> "HmacSHA512";
        };
    }

    private static Coding coding(VerifyConfig.Encoding encoding) {
        return switch (encoding) {
            case UTF8 -> Coding.UTF8;
            case HEX -> Coding.HEX;
            case BASE64 -> Coding.BASE64;
            case BASE64URL -> Coding.BASE64URL;
        };
    }
}
