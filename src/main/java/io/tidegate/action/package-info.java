/**
 * What performs one attempt of a delivery: the contract and one class for each kind of destination.
 */
@NullMarked
package io.tidegate.action;

import org.jspecify.annotations.NullMarked;
