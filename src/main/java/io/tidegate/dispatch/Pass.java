package io.tidegate.dispatch;

/** What became of somebody who waited in a {@link Lane}. */
enum Pass {
    /** It is its turn. */
    GRANTED,
    /** The lane was closed meanwhile: it has to wait in the store. */
    REFUSED
}
