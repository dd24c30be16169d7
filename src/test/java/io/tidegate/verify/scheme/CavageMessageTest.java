package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.value;

import io.tidegate.event.Rejection;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.message.CavageDialect;
import io.tidegate.verify.message.Demands;
import io.tidegate.verify.message.MessageAlgorithm;
import io.tidegate.verify.message.MessageKeys;
import io.tidegate.verify.message.MessageScheme;
import io.tidegate.verify.value.Coding;
import java.util.List;
import java.util.Map;

class CavageMessageTest extends SchemeContract {

    @Override
    Scheme scheme() {
        var form = KeyForms.mac("HmacSHA512", KeyForms.written(Coding.UTF8, List.of()));
        return new MessageScheme(
                new CavageDialect(value("header:Authorization"), "Signature ", value("url")),
                new MessageKeys(Map.of(MessageAlgorithm.HMAC_SHA512, SecretKeys.of(form))),
                new Demands(
                        List.of(CavageDialect.component("x-id"), CavageDialect.component("digest")),
                        Map.of(),
                        Freshness.ANY_AGE));
    }

    @Override
    Rejection wrong() {
        return Rejection.WRONG_SIGNATURE;
    }
}
