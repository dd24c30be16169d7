package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.KeyRequest;
import io.tidegate.event.Verdict;
import io.tidegate.verify.Judge;
import io.tidegate.verify.key.KeyShelf;
import io.tidegate.verify.value.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Judges requests without a gateway: no store, no port, no network of its own. */
public final class Bench {

    private static final int MOST_KEYS = 3;

    private final ProviderFile file;
    private final Map<String, String> settings = new HashMap<>();

    /** A bench for requests of this provider. */
    public Bench(ProviderFile file) {
        this.file = file;
        settings.putAll(SourceSettings.examples(file).values());
    }

    /** Takes a setting, if the provider has one of this name. */
    public void set(String name, String value) {
        settings.computeIfPresent(name, (same, example) -> value);
    }

    /**
     * The verdict on a request.
     *
     * @param secrets all are tried; possibly none
     * @param publicUrl the address the sender used, without a query; empty to take the Host header
     * @param keys what a key address answers; empty if that is not known
     * @throws IllegalArgumentException if the provider's file is wrong
     */
    public Verdict judge(
            InboundRequest request,
            List<String> secrets,
            String publicUrl,
            Function<KeyRequest, Optional<byte[]>> keys) {
        var shelf = new KeyShelf();
        Judge judge =
                Provider.compile(file, new Settings(settings, publicUrl), shelf, Bench::refuse)
                        .orElseThrow()
                        .judge(secrets);
        Verdict verdict = judge.judge(request);
        for (int i = 0; i < MOST_KEYS && verdict instanceof Verdict.KeyWanted wanted; i++) {
            Optional<byte[]> document = keys.apply(wanted.request());
            if (document.isEmpty()) {
                return verdict;
            }
            shelf.put(wanted.request(), document.get(), request.receivedAt());
            verdict = judge.judge(request);
        }
        return verdict;
    }

    private static void refuse(String path, String problem) {
        throw new IllegalArgumentException(path + ": " + problem);
    }
}
