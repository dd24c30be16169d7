/** Spans sent to a collector by OpenTelemetry's SDK; the only package that knows it. */
@NullMarked
package io.tidegate.trace.otlp;

import org.jspecify.annotations.NullMarked;
