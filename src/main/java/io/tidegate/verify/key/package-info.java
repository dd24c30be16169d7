/**
 * Keys that prove something: how secrets and fetched documents become keys, and what keys check.
 */
@NullMarked
package io.tidegate.verify.key;

import org.jspecify.annotations.NullMarked;
