package io.tidegate.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a configuration record is when the file does not say, written as it would be
 * in the file. A component without it is required, unless it is a record, a list or a map: those
 * default to all their defaults, and to none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.FIELD})
public @interface Default {

    /** The default, in the file's own spelling; empty means an empty text. */
    String value();
}
