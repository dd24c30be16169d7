package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ways to spoil the proof of a request, wherever its provider puts it. */
final class Tamper {

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/_-]{6,}");

    private static final String KEY_NAME = "keyId=\"";

    private final Recorded sample;
    private final String proof;
    private final Value place;

    Tamper(Recorded sample) {
        this.sample = sample;
        Evidence evidence = Evidence.of(sample.request());
        place =
                sample.compiled().schemes().stream()
                        .map(Scheme::proof)
                        .flatMap(Optional::stream)
                        .filter(value -> value.in(evidence).isPresent())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(sample + " proves nothing"));
        // Where a provider sends several, the last is the good one in our samples.
        List<String> proofs = place.allIn(evidence);
        proof = proofs.get(proofs.size() - 1);
    }

    /** The text that proves the request, prefix and all. */
    String proof() {
        return proof;
    }

    /**
     * A part of the proof without which it is none.
     *
     * @param start its first character
     * @param end the one after its last
     */
    record Part(int start, int end) {}

    /**
     * Those runs of characters that matter: one of them is the signature that counts. The name of a
     * key that is fetched is no part of the proof: under another name there is another key, but
     * these tests hand out one key under every name.
     */
    private List<Part> vitalParts() {
        var parts = new ArrayList<Part>();
        var runs = RUN.matcher(proof);
        while (runs.find()) {
            String without =
                    proof.substring(0, runs.start())
                            + "x".repeat(runs.end() - runs.start())
                            + proof.substring(runs.end());
            boolean isKeyName = proof.startsWith(KEY_NAME, runs.start() - KEY_NAME.length());
            if (!isKeyName && replacedBy(without).stream().allMatch(this::isRefused)) {
                parts.add(new Part(runs.start(), runs.end()));
            }
        }
        return parts;
    }

    /** The longest of them: the signature, and not what names how it was made. */
    List<Part> vitalPart() {
        return vitalParts().stream()
                .max(Comparator.comparingInt(part -> part.end() - part.start()))
                .stream()
                .toList();
    }

    private boolean isRefused(InboundRequest request) {
        return !(sample.judge(request) instanceof Verdict.Genuine);
    }

    /** Whether there is more than this proof, of another kind or by another key. */
    boolean hasOtherProofs() {
        return sample.compiled().file().verify().size() > 1 || place.headers().isEmpty();
    }

    /** Whether the proof is part of the body. */
    boolean isInBody() {
        return placeInBody() >= 0;
    }

    /** Whether this byte of the body is part of the proof. */
    boolean isInsideProof(int i) {
        int start = placeInBody();
        return start >= 0 && i >= start - 1 && i <= start + encodedLength();
    }

    private int encodedLength() {
        return text(sample.request().body()).contains(proof)
                ? proof.length()
                : encoded(proof).length();
    }

    private int placeInBody() {
        if (!place.headers().isEmpty() || sample.request().query().contains(encoded(proof))) {
            return -1;
        }
        String body = text(sample.request().body());
        int plain = body.indexOf(proof);
        return plain >= 0 ? plain : body.indexOf(encoded(proof));
    }

    /** The request with another character at this place of the proof. */
    List<InboundRequest> changedAt(int i) {
        char c = proof.charAt(i);
        return replacedBy(proof.substring(0, i) + other(c) + proof.substring(i + 1));
    }

    /** The request with another proof. */
    List<InboundRequest> replacedBy(String text) {
        var requests = new ArrayList<InboundRequest>();
        sample.request()
                .headers()
                .forEach(
                        (name, value) -> {
                            if (value.contains(proof) && (reads(name) || !isInBody())) {
                                requests.add(sample.withHeader(name, value.replace(proof, text)));
                            }
                        });
        String target = sample.request().target();
        if (requests.isEmpty() && target.contains(encoded(proof))) {
            requests.add(sample.withTarget(target.replace(encoded(proof), encoded(text))));
        }
        if (requests.isEmpty() && isInBody()) {
            String body = text(sample.request().body());
            String spoiled =
                    body.contains(proof)
                            ? body.replace(proof, text)
                            : body.replace(encoded(proof), encoded(text));
            requests.add(sample.withBody(bytes(spoiled)));
        }
        if (requests.isEmpty()) {
            requests.addAll(replacedInBase64(text));
        }
        if (requests.isEmpty()) {
            // The proof is not written as it is read: it is put there as a sender would.
            requests.add(place.put(Evidence.of(sample.request()), text).request());
        }
        return requests;
    }

    /** Some providers wrap the proof in a header that is base64 as a whole. */
    private List<InboundRequest> replacedInBase64(String text) {
        var requests = new ArrayList<InboundRequest>();
        for (String name : place.headers()) {
            String value = sample.request().headers().first(name).orElse("");
            Optional<String> inner = Coding.BASE64.decode(value).map(Tamper::text);
            inner.filter(it -> it.contains(proof))
                    .map(it -> Coding.BASE64.encode(bytes(it.replace(proof, text))))
                    .ifPresent(it -> requests.add(sample.withHeader(name, it)));
        }
        return requests;
    }

    /** Whether the request still has the very proof of the sample. */
    boolean isIntact(InboundRequest request) {
        return place.allIn(Evidence.of(request)).contains(proof);
    }

    /** The request without its proof, and without any other that is in a header. */
    List<InboundRequest> without() {
        Headers headers = sample.request().headers();
        for (Scheme scheme : sample.compiled().schemes()) {
            for (String name : scheme.proof().orElseThrow().headers()) {
                headers = headers.without(name);
            }
        }
        if (headers.size() < sample.request().headers().size()) {
            return List.of(sample.withHeaders(headers));
        }
        if (sample.request().target().contains(encoded(proof))) {
            return List.of(sample.withTarget(sample.request().path()));
        }
        return sample.request().body().length > 0
                ? List.of(sample.withBody(bytes("{}")))
                : List.of();
    }

    /** The request with its proof twice, where a provider never sends it twice. */
    List<InboundRequest> doubled() {
        boolean mayRepeat =
                sample.compiled().file().verify().stream()
                        .anyMatch(
                                it ->
                                        it.parse() == VerifyConfig.Parse.TAGGED_LIST
                                                || it.scheme()
                                                        == VerifyConfig.Scheme.HTTP_SIGNATURE);
        var requests = new ArrayList<InboundRequest>();
        for (String name : place.headers()) {
            Optional<String> value = sample.request().headers().first(name);
            if (value.isPresent() && !mayRepeat) {
                requests.add(
                        sample.withHeaders(sample.request().headers().plus(name, value.get())));
            }
        }
        return requests;
    }

    private boolean reads(String name) {
        return place.headers().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Another character of the same alphabet, so that only the meaning changes. */
    private static char other(char c) {
        if (Character.isLetterOrDigit(c)) {
            return "9fFzZ".indexOf(c) < 0 ? (char) (c + 1) : (char) (c - 1);
        }
        return 'x';
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
