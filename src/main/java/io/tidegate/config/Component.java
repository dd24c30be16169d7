package io.tidegate.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One component of a configuration record, with what its annotations say.
 *
 * @param name its name in the record
 * @param key its key in the file
 * @param type what it holds
 * @param isNullable whether it is null when the file does not say
 * @param byDefault what it is when the file does not say, in the file's spelling
 */
record Component(
        String name, String key, Type type, boolean isNullable, @Nullable Default byDefault) {

    /** The components of a record in order. */
    static List<Component> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
    }

    private static Component of(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return new Component(
                component.getName(),
                key == null ? component.getName() : key.value(),
                component.getGenericType(),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                component.getAnnotation(Default.class));
    }

    /** What a record of the configuration holds here. */
    @Nullable Object in(Record owner) {
        try {
            return owner.getClass().getMethod(name).invoke(owner);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record without its accessor", impossible);
        }
    }

    /** The class of the values, less its type arguments. */
    static Class<?> classOf(Type type) {
        return type instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : (Class<?>) type;
    }

    /** What a list or map holds. */
    static Type itemsOf(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    /** The text of the default, if there is one. */
    Optional<String> defaultText() {
        return Optional.ofNullable(byDefault).map(Default::value);
    }
}
