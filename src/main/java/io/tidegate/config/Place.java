package io.tidegate.config;

/**
 * A spot in a document.
 *
 * @param path how to get there from its top, as {@code routes.deploys.to[0]}
 * @param line the line on which it begins, from 1
 */
record Place(String path, int line) {

    /** The whole document. */
    static final Place TOP = new Place("", 1);

    /** The value of {@code key} in the mapping that is here. */
    Place child(String key, int line) {
        return new Place(path.isEmpty() ? key : path + "." + key, line);
    }

    /** The value of {@code key} in the mapping that is here, if it were written. */
    Place child(String key) {
        return child(key, line);
    }

    /** The item at {@code index}, from 0, of the list that is here. */
    Place item(int index, int line) {
        return new Place(path + "[" + index + "]", line);
    }
}
