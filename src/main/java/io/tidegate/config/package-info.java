/**
 * The records of the configuration file and of provider files, their loader and all validation;
 * imports nothing of ours.
 */
@NullMarked
package io.tidegate.config;

import org.jspecify.annotations.NullMarked;
