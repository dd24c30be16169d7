package io.tidegate.action;

/**
 * The way to one destination over HTTP.
 *
 * @param target the server
 * @param link our connections
 * @param credentials what we show there
 */
record HttpRoute(HttpTarget target, HttpLink link, Credentials credentials) {}
