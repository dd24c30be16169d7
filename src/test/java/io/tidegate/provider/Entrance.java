package io.tidegate.provider;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.verify.key.KeyShelf;
import io.tidegate.verify.scheme.Verifier;
import java.time.Instant;
import java.util.List;

/** A source of the catalogue and its sender, who has the secret too: what benchmarks verify. */
public final class Entrance {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Provider provider;
    private final Source source;
    private final Verifier verifier;
    private final String signing;

    private Entrance(String id, List<String> secrets, String signing, KeyShelf shelf) {
        var file = Recorded.CATALOGUE.file(id).orElseThrow();
        var settings = SourceSettings.examples(file);
        var config = SourceConfigs.of(id, settings.values(), "", secrets.toArray(new String[0]));
        provider = Provider.compile(file, settings, shelf, Entrance::refuse).orElseThrow();
        source = Source.compile("x", config, file, shelf, Entrance::refuse).orElseThrow();
        verifier = provider.judge(secrets).verifier();
        this.signing = signing;
    }

    /** A source with the secret that its sender signs with. */
    public static Entrance of(String id, String secret) {
        return new Entrance(id, List.of(secret), secret, new KeyShelf());
    }

    /**
     * A source without a secret, whose sender publishes his keys.
     *
     * @param signing what the sender signs with
     * @param document what he publishes
     */
    public static Entrance fetching(String id, String signing, byte[] document) {
        var shelf = new KeyShelf();
        var entrance = new Entrance(id, List.of(), signing, shelf);
        var verdict = entrance.source.verify(entrance.request(new byte[] {'{', '}'}));
        if (verdict instanceof Verdict.KeyWanted wanted) {
            shelf.put(wanted.request(), document, NOON);
        }
        return entrance;
    }

    private static void refuse(String path, String problem) {
        throw new IllegalArgumentException(path + ": " + problem);
    }

    /** A request with this body as its sender would send it, with the headers of many senders. */
    public InboundRequest request(byte[] body) {
        var headers =
                Headers.of(
                        "Host", "hooks.example.com",
                        "User-Agent", "Sender/1.0 (+https://sender.example)",
                        "Content-Length", "" + body.length,
                        "Accept", "*/*",
                        "Accept-Encoding", "gzip",
                        "X-Forwarded-For", "203.0.113.7",
                        "X-Forwarded-Proto", "https",
                        "Content-Type", "application/json",
                        "X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958",
                        "X-GitHub-Event", "pull_request",
                        "X-Twilio-Email-Event-Webhook-Timestamp", "1795435200",
                        "webhook-id", "msg_2mS4cYzTqkP0wJYzTqkP0wJ");
        return provider.sign(new InboundRequest("POST", "/in/x", headers, body, NOON), signing);
    }

    /** The whole verdict. */
    public Source source() {
        return source;
    }

    /** The proof alone. */
    public Verifier verifier() {
        return verifier;
    }

    @Override
    public String toString() {
        return provider.id();
    }
}
