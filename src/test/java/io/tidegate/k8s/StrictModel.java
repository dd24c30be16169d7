package io.tidegate.k8s;

import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds objects against Kubernetes' own models: no field that they do not know, no value of another
 * type, as a number where a text is wanted, and in whole objects no required field missing.
 */
final class StrictModel {

    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    /** Values that are written in several ways, by the class that stands for them. */
    private static final Map<Class<?>, List<Class<?>>> WRITTEN =
            Map.of(
                    IntOrString.class, List.of(Integer.class, String.class),
                    Quantity.class, List.of(String.class),
                    Integer.class, List.of(Integer.class),
                    Long.class, List.of(Integer.class, Long.class),
                    Boolean.class, List.of(Boolean.class),
                    String.class, List.of(String.class));

    private final boolean isWhole;
    private final List<String> problems = new ArrayList<>();

    private StrictModel(boolean isWhole) {
        this.isWhole = isWhole;
    }

    /** The model of an object; empty if Kubernetes itself knows no such kind. */
    static Optional<Class<?>> of(Manifest manifest) {
        String[] version = manifest.content().getString("apiVersion", "").split("/", -1);
        String prefix = version[version.length - 1].replace('v', 'V');
        try {
            return Optional.of(Class.forName(MODELS + prefix + manifest.kind()));
        } catch (ClassNotFoundException unknown) {
            return Optional.empty();
        }
    }

    /** All that is wrong with a whole object. */
    static List<String> problems(Class<?> model, Manifest manifest) {
        return new StrictModel(true).find(model, manifest);
    }

    /** All that is wrong with a patch, which holds only what it changes. */
    static List<String> problemsOfPatch(Class<?> model, Manifest manifest) {
        return new StrictModel(false).find(model, manifest);
    }

    private List<String> find(Class<?> model, Manifest manifest) {
        check(manifest.kind(), model, manifest.content().getMap());
        return problems;
    }

    private void check(String path, Type type, @Nullable Object value) {
        if (value == null) {
            report(isWhole, path, "is null");
        } else if (type instanceof ParameterizedType generic) {
            checkEach(path, generic, value);
        } else if (type instanceof Class<?> model && model.getName().startsWith(MODELS)) {
            checkObject(path, model, value);
        } else {
            var allowed = WRITTEN.getOrDefault(type, List.of(Object.class));
            boolean fits = allowed.stream().anyMatch(it -> it.isInstance(value));
            report(!fits, path, "is not a " + type.getTypeName() + ": " + value);
        }
    }

    private void checkEach(String path, ParameterizedType generic, Object value) {
        Type[] parts = generic.getActualTypeArguments();
        if (generic.getRawType() == List.class && value instanceof List<?> list) {
            list.forEach(each -> check(path + "[]", parts[0], each));
        } else if (generic.getRawType() == Map.class && value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> check(path + "." + key, parts[1], each));
        } else {
            report(true, path, "is not a " + generic.getRawType().getTypeName());
        }
    }

    private void checkObject(String path, Class<?> model, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            report(true, path, "is not an object");
            return;
        }
        if (isWhole) {
            required(model).stream()
                    .filter(key -> !map.containsKey(key))
                    .forEach(key -> report(true, path, "lacks " + key));
        }
        map.forEach((key, each) -> checkField(path, model, String.valueOf(key), each));
    }

    private void checkField(String path, Class<?> model, String key, @Nullable Object value) {
        boolean isDirective = !isWhole && key.equals("$patch");
        if (!isDirective) {
            fields(model)
                    .filter(it -> it.getAnnotation(SerializedName.class).value().equals(key))
                    .findFirst()
                    .ifPresentOrElse(
                            it -> check(path + "." + key, it.getGenericType(), value),
                            () -> report(true, path, "has no field " + key));
        }
    }

    private static Stream<Field> fields(Class<?> model) {
        return Stream.of(model.getDeclaredFields())
                .filter(it -> it.isAnnotationPresent(SerializedName.class));
    }

    private static Set<?> required(Class<?> model) {
        try {
            return (Set<?>) model.getField("openapiRequiredFields").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(model + " does not say what it requires", e);
        }
    }

    private void report(boolean isWrong, String path, String text) {
        if (isWrong) {
            problems.add(path + " " + text);
        }
    }
}
