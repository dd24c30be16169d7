/**
 * What an action of your own implements: a jar with these in the folder that {@code --plugins}
 * names is found by {@link java.util.ServiceLoader}. Nothing else of Tidegate can be seen from
 * there, so that nothing else can change under it.
 */
@NullMarked
package io.tidegate.action.spi;

import org.jspecify.annotations.NullMarked;
