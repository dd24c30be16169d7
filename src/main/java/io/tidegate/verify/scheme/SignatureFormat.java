package io.tidegate.verify.scheme;

import java.util.List;
import java.util.Map;

/** How the text that carries a signature is taken apart, and put together. */
public interface SignatureFormat {

    /** Takes the texts apart: at least one, and several only if they may be. Never throws. */
    Proof read(List<String> texts);

    /** The text that carries this signature and these fields. */
    String write(Map<String, String> fields, String signature);

    /** Whether the header field may come several times, each with signatures of its own. */
    boolean mayRepeat();
}
