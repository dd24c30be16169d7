package io.tidegate.route;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a parsed program, which the library keeps private and offers no visitor for; hence
 * reflection, when a program is compiled and never later.
 */
final class Syntax {

    private Syntax() {}

    /** Whether a value is a part of a program, not a plain value, an operator or a scope. */
    static boolean isNode(Object value) {
        String name = value.getClass().getName();
        return name.startsWith("net.thisptr.jackson.jq.")
                && !name.contains(".operators.")
                && !name.endsWith(".Version")
                && !name.endsWith(".Scope");
    }

    /** The fields of a node, those of its superclasses included. */
    static List<Field> fields(Object node) {
        var fields = new ArrayList<Field>();
        for (Class<?> type = node.getClass(); type != Object.class; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .forEach(fields::add);
        }
        return fields;
    }

    /** The value of a field by its name. */
    static @Nullable Object get(@Nullable Object node, String name) {
        if (node != null) {
            for (Field field : fields(node)) {
                if (field.getName().equals(name)) {
                    return get(node, field);
                }
            }
        }
        throw new IllegalStateException("jackson-jq has changed: no " + name + " in " + node);
    }

    /** The value of a field. */
    static @Nullable Object get(Object node, Field field) {
        try {
            field.setAccessible(true);
            return field.get(node);
        } catch (IllegalAccessException changed) {
            throw new IllegalStateException("jackson-jq has changed: " + field, changed);
        }
    }

    /** Puts another value into a field, be it final. */
    static void set(Object node, Field field, @Nullable Object value) {
        try {
            field.setAccessible(true);
            field.set(node, value);
        } catch (IllegalAccessException changed) {
            throw new IllegalStateException("jackson-jq has changed: " + field, changed);
        }
    }
}
