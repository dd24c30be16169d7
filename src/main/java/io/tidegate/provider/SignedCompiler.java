package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.ListFormat;
import io.tidegate.verify.scheme.PlainFormat;
import io.tidegate.verify.scheme.PositionalFormat;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.scheme.SecretKeys;
import io.tidegate.verify.scheme.SeriesFormat;
import io.tidegate.verify.scheme.SignatureFormat;
import io.tidegate.verify.scheme.SignedScheme;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;

/** Compiles the schemes in which a signature is over bytes that a template puts together. */
final class SignedCompiler {

    private final VerifyConfig config;
    private final Workshop workshop;
    private final Remarks remarks;

    SignedCompiler(VerifyConfig config, Workshop workshop, Remarks remarks) {
        this.config = config;
        this.workshop = workshop;
        this.remarks = remarks;
    }

    /** The scheme; empty if something is wrong with it, which the remarks then tell. */
    Optional<Scheme> compile(ProofPlace place) {
        Optional<Value> from = place.value("");
        Optional<SignatureFormat> format = format();
        Optional<Coding> coding = signatureCoding();
        Optional<List<Template>> signed = workshop.templates(config.signed(), remarks.at("signed"));
        Optional<Freshness> freshness = place.freshness();
        var compiler = new KeyCompiler(config.key(), workshop, remarks.at("key"));
        Optional<SecretKeys> keys = compiler.keys(config.scheme(), config.algorithm());
        if (from.isEmpty() || format.isEmpty() || coding.isEmpty() || signed.isEmpty()) {
            return Optional.empty();
        }
        return keys.flatMap(
                it ->
                        freshness.map(
                                fresh ->
                                        new SignedScheme(
                                                from.get(),
                                                format.get(),
                                                coding.get(),
                                                signed.get(),
                                                it,
                                                fresh,
                                                KeyCompiler.isHeavy(config.scheme()))));
    }

    private Optional<SignatureFormat> format() {
        return switch (config.parse()) {
            case PLAIN -> plainFormat();
            case KV_LIST -> listFormat(",", "=", false);
            case TAGGED_LIST -> listFormat(" ", ",", true);
            case LIST -> Optional.of(new SeriesFormat(separator(","), config.prefix()));
            case POSITIONAL -> positionalFormat();
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
            String usualSeparator, String usualBinder, boolean mayRepeat) {
        if (config.field().isEmpty()) {
            remarks.add("needs 'field', the name of the signature in the list, as v1");
            return Optional.empty();
        }
        String binder = config.binder().isEmpty() ? usualBinder : config.binder();
        return remarks.at("field")
                .attempt(() -> workshop.syntax().name(config.field()))
                .map(field -> new ListFormat(separator(usualSeparator), binder, field, mayRepeat));
    }

    private Optional<SignatureFormat> positionalFormat() {
        String field = config.field().isEmpty() ? "signature" : config.field();
        if (!config.fields().contains(field)) {
            remarks.add(
                    "needs 'fields', the names of the parts in order, with '%s' among them"
                            .formatted(field));
            return Optional.empty();
        }
        return Optional.of(new PositionalFormat(separator("."), config.fields(), field));
    }

    private String separator(String usual) {
        return config.separator().isEmpty() ? usual : config.separator();
    }

    private Optional<Coding> signatureCoding() {
        if (config.encoding() == VerifyConfig.Encoding.UTF8) {
            remarks.at("encoding").add("must be hex, base64 or base64url: a signature is no text");
            return Optional.empty();
        }
        return Optional.of(SchemeCompiler.coding(config.encoding()));
    }
}
