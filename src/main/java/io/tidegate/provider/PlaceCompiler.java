package io.tidegate.provider;

import io.tidegate.config.VerifyConfig.GrantConfig;
import io.tidegate.config.VerifyConfig.PublishedConfig;
import io.tidegate.verify.key.KeyPlace;
import io.tidegate.verify.key.TokenGrant;
import io.tidegate.verify.value.ConstantValue;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compiles what a file says about where keys are published.
 *
 * @param config what the file says
 * @param workshop what it is made with
 * @param remarks where problems are told
 */
record PlaceCompiler(PublishedConfig config, Workshop workshop, Remarks remarks) {

    private static final Pattern HTTPS = Pattern.compile("https://.+");

    /** The place; empty if something is wrong with it, which the remarks then tell. */
    Optional<KeyPlace> compile() {
        Optional<Template> url = workshop.template(config.url(), remarks.at("url"));
        Optional<Pattern> pin = url.flatMap(this::pin);
        Optional<Template> body = workshop.template(config.body(), remarks.at("body"));
        Optional<Map<String, Template>> headers =
                workshop.templates(config.headers(), remarks.at("headers"));
        Optional<TokenGrant> grant = grant();
        boolean isComplete = grant.isPresent() || config.grant().url().isEmpty();
        if (pin.isEmpty() || body.isEmpty() || headers.isEmpty() || !isComplete) {
            return Optional.empty();
        }
        return url.map(it -> new KeyPlace(it, pin.get(), headers.get(), body.get(), grant));
    }

    private Optional<Pattern> pin(Template url) {
        Remarks here = remarks.at("pin");
        boolean isFixed = url.parts().stream().allMatch(Value::isOurs);
        if (config.pin().isEmpty() && !isFixed) {
            here.add("is required, because the address follows from the request");
            return Optional.empty();
        }
        if (!config.url().startsWith("https://") && !config.pin().startsWith("https://")) {
            here.add("must begin with https://, so that no key comes another way");
            return Optional.empty();
        }
        return here.attempt(() -> config.pin().isEmpty() ? HTTPS : Pattern.compile(config.pin()));
    }

    private Optional<TokenGrant> grant() {
        GrantConfig grant = config.grant();
        Remarks here = remarks.at("grant");
        if (grant.url().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> url = constant(grant.url(), here.at("url"));
        Optional<String> user = constant(grant.user(), here.at("user"));
        if (url.filter(it -> !HTTPS.matcher(it).matches()).isPresent()) {
            here.at("url").add("must begin with https://, so that credentials go nowhere else");
            return Optional.empty();
        }
        return url.flatMap(it -> user.map(that -> TokenGrant.of(it, that, grant.scope())));
    }

    /** A template of constants and settings only: nothing in it follows from a request. */
    private Optional<String> constant(String text, Remarks here) {
        Optional<Template> template = workshop.template(text, here);
        boolean isFixed =
                template.filter(it -> it.parts().stream().allMatch(ConstantValue.class::isInstance))
                        .isPresent();
        if (template.isPresent() && !isFixed) {
            here.add("must not follow from the request");
        }
        return template.filter(it -> isFixed)
                .map(
                        it ->
                                it.parts().stream()
                                        .map(part -> ((ConstantValue) part).text())
                                        .collect(Collectors.joining()));
    }
}
