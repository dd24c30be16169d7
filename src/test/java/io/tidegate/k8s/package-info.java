/**
 * The files for Kubernetes, Prometheus and Grafana, read strictly and held against the program that
 * they run and watch.
 */
@NullMarked
package io.tidegate.k8s;

import org.jspecify.annotations.NullMarked;
