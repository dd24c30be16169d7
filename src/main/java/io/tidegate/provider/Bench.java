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

/**
 * A provider to try things with, without a gateway: no store, no port, no network of its own. It
 * has the example settings of its file until it is told others. For one thread.
 */
public final class Bench {

    private static final int MOST_KEYS = 3;

    private final ProviderFile file;
    private final KeyShelf shelf = new KeyShelf();
    private final Map<String, String> settings = new HashMap<>();
    private String publicUrl = "";
    private Optional<Provider> provider = Optional.empty();

    /** A bench with this provider on it. */
    public Bench(ProviderFile file) {
        this.file = file;
        settings.putAll(SourceSettings.examples(file).values());
    }

    /** Takes a setting, if the provider has one of this name. */
    public void set(String name, String value) {
        settings.computeIfPresent(name, (same, example) -> value);
        provider = Optional.empty();
    }

    /** Takes the address that the sender was given, without a query; empty for the Host header. */
    public void setPublicUrl(String url) {
        publicUrl = url;
        provider = Optional.empty();
    }

    /**
     * The provider with these settings.
     *
     * @throws IllegalArgumentException if the file is wrong
     */
    public Provider provider() {
        provider =
                provider.or(
                        () ->
                                Provider.compile(
                                        file,
                                        new Settings(settings, publicUrl),
                                        shelf,
                                        Bench::refuse));
        return provider.orElseThrow();
    }

    /**
     * The verdict on a request.
     *
     * @param secrets all are tried; possibly none
     * @param keys what a key address answers; empty if that is not known
     * @throws IllegalArgumentException if the provider's file is wrong
     */
    public Verdict judge(
            InboundRequest request,
            List<String> secrets,
            Function<KeyRequest, Optional<byte[]>> keys) {
        Judge judge = provider().judge(secrets);
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
