package io.tidegate.verify.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parts in a fixed order, {@code 1700000000.aa}. If the last is the signature, more may follow.
 *
 * @param separator what stands between parts
 * @param names what each part is, in order
 * @param field the name of the part that is the signature
 */
public record PositionalFormat(String separator, List<String> names, String field)
        implements SignatureFormat {

    public PositionalFormat {
        names = List.copyOf(names);
    }

    @Override
    public Proof read(List<String> texts) {
        String[] parts =
                texts.get(0)
                        .split(Pattern.quote(separator), names.size() + Proof.MAX_SIGNATURES - 1);
        if (parts.length < names.size()) {
            return Proof.NONE;
        }
        var fields = new LinkedHashMap<String, String>();
        var signatures = new ArrayList<String>();
        for (int i = 0; i < parts.length; i++) {
            String name = names.get(Math.min(i, names.size() - 1));
            if (name.equals(field)) {
                signatures.add(parts[i].strip());
            } else if (fields.putIfAbsent(name, parts[i].strip()) != null) {
                return Proof.NONE;
            }
        }
        return new Proof(fields, signatures);
    }

    @Override
    public String write(Map<String, String> fields, String signature) {
        return String.join(
                separator,
                names.stream()
                        .map(it -> it.equals(field) ? signature : fields.getOrDefault(it, ""))
                        .toList());
    }

    @Override
    public boolean mayRepeat() {
        return false;
    }
}
